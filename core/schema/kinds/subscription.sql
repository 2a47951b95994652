-- Subscriptions of this database; whether one is enabled is left out, for it may be so only in one
-- place. Only superusers may read all of the catalog, and before PostgreSQL 14 not even "oid": what may
-- be read is asked for through query_to_xml(). A connection with a password is read as it is only where
-- headway.whole is on: it belongs in no file.
SELECT 'subscription' AS kind, 'pg_subscription'::regclass::oid AS class,
       (row ->> 'oid')::oid AS oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, s.subname AS name, NULL AS arguments,
       (SELECT string_agg(quote_ident(p.name), ', ' ORDER BY p.number)
        FROM unnest(s.subpublications) WITH ORDINALITY AS p (name, number)) AS publications,
       coalesce(quote_literal(s.subslotname), 'NONE') AS slot,
       CASE WHEN NOT row ? 'subconninfo' THEN '(may not be read)' ELSE open END AS connection,
       (SELECT string_agg(format('%s = %s', o.name, o.value), ', ' ORDER BY o.number)
        FROM (VALUES (1, 'binary', row ->> 'subbinary'),
                     (2, 'streaming', CASE row ->> 'substream'
                                      WHEN 'true' THEN 'on' WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel'
                                      WHEN 'false' THEN 'off' WHEN 'f' THEN 'off' END),
                     (3, 'synchronous_commit', quote_literal(row ->> 'subsynccommit')),
                     (4, 'two_phase', CASE WHEN row ->> 'subtwophasestate' <> 'd' THEN 'true' END),
                     (5, 'disable_on_error', row ->> 'subdisableonerr'),
                     (6, 'password_required', row ->> 'subpasswordrequired'),
                     (7, 'run_as_owner', row ->> 'subrunasowner'),
                     (8, 'origin', row ->> 'suborigin'),
                     (9, 'failover', nullif(row ->> 'subfailover', 'false')))
             AS o (number, name, value)
        WHERE o.value IS NOT NULL) AS options,
       CASE WHEN current_setting('headway.whole', true) = 'on' AND open <> row ->> 'subconninfo'
            THEN row ->> 'subconninfo' END AS secrets
FROM pg_subscription s
JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
CROSS JOIN LATERAL (
  SELECT replace(replace(replace(
           substring(query_to_xml(format('SELECT %s AS j FROM pg_subscription s WHERE subdbid = %s AND subname = %L',
                                         CASE WHEN has_table_privilege('pg_subscription', 'SELECT')
                                              THEN 'to_jsonb(s)'
                                              WHEN has_column_privilege('pg_subscription', 'oid', 'SELECT')
                                              THEN 'jsonb_build_object(''oid'', oid)'
                                              ELSE 'jsonb_build_object()' END,
                                         s.subdbid, s.subname), false, true, '')::text FROM '<j>(.*)</j>'),
           '&lt;', '<'), '&gt;', '>'), '&amp;', '&')::jsonb AS row) AS whole
CROSS JOIN LATERAL regexp_replace(
  regexp_replace(row ->> 'subconninfo', '\s*\m(ssl)?password\s*=\s*(''([^''\\]|\\.)*''|[^\s&]*)', '', 'gi'),
  '(//[^/@:]*):[^@/]*@', '\1@') AS open
