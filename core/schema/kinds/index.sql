-- Indexes that are not a constraint's own (which depends on its constraint: pg_constraint.conindid
-- has no index). One that is attached to a parent's is "of" that.
SELECT 'index' AS kind, 'pg_class'::regclass::oid AS class, i.indexrelid AS oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, i.indrelid AS owner, 0 AS owner_subid,
       NULL AS schema, c.relname AS name, NULL AS arguments,
       pg_get_indexdef(i.indexrelid) AS definition,
       CASE WHEN NOT i.indisvalid THEN 't' END AS invalid,
       CASE WHEN i.indisclustered THEN 't' END AS clustered,
       CASE WHEN i.indisreplident THEN 't' END AS replica_identity,
       CASE WHEN c.reltablespace <> 0 THEN
            (SELECT quote_ident(p.spcname) FROM pg_tablespace p WHERE p.oid = c.reltablespace)
       END AS tablespace,
       s.targets AS statistics,
       CASE WHEN c.relispartition THEN
            (SELECT 'of ' || h.inhparent::regclass FROM pg_inherits h
             WHERE h.inhrelid = i.indexrelid)
       END AS inherited
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
LEFT JOIN (SELECT a.attrelid, string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum)
             AS targets
           FROM pg_attribute a
           WHERE a.attrelid >= 16384 AND a.attstattarget >= 0 AND a.attnum > 0
           GROUP BY a.attrelid) AS s ON s.attrelid = i.indexrelid
WHERE i.indexrelid >= 16384
  AND c.relkind IN ('i', 'I') AND c.relnamespace <> 'pg_toast'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend k
                  WHERE k.classid = 'pg_class'::regclass AND k.objid = i.indexrelid
                    AND k.refclassid = 'pg_constraint'::regclass AND k.deptype = 'i')
