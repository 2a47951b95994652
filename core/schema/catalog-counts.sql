-- How many rows of each catalog this session has inserted, updated and deleted since it last sent its
-- statistics, which it never does within a transaction; and whether it counts at all, since when the
-- transaction is open, and its number as rows have it.
SELECT c.relname AS catalog,
       pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) AS inserted,
       pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) AS updated,
       pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) AS deleted,
       NULL AS began, NULL::bigint AS transaction
FROM pg_catalog.pg_class c
WHERE c.oid < 16384 AND c.relkind = 'r'
  AND (pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) > 0
       OR pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) > 0
       OR pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) > 0)
UNION ALL
SELECT 'track_counts', (pg_catalog.current_setting('track_counts') = 'on')::integer, 0, 0,
       extract(epoch FROM pg_catalog.transaction_timestamp())::text,
       pg_catalog.txid_current_if_assigned() % 4294967296
