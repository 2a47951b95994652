-- Indexes that are not a constraint's own (which depends on its constraint: pg_constraint.conindid has
-- no index) and not handed down to a partition.
SELECT 'index' AS kind, 'pg_class'::regclass::oid AS class, i.indexrelid AS oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, i.indrelid AS owner, 0 AS owner_subid,
       NULL AS schema, c.relname AS name, NULL AS arguments,
       pg_get_indexdef(i.indexrelid) AS definition,
       CASE WHEN NOT i.indisvalid THEN 't' END AS invalid,
       CASE WHEN i.indisclustered THEN 't' END AS clustered,
       CASE WHEN i.indisreplident THEN 't' END AS replica_identity
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indexrelid >= 16384 AND NOT c.relispartition
  AND c.relkind IN ('i', 'I') AND c.relnamespace <> 'pg_toast'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend k
                  WHERE k.classid = 'pg_class'::regclass AND k.objid = i.indexrelid
                    AND k.refclassid = 'pg_constraint'::regclass AND k.deptype = 'i')
