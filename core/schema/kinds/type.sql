-- Composite types; their fields are columns.
SELECT 'type' AS kind, 'pg_type'::regclass::oid AS class, c.reltype AS oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid >= 16384 AND c.relkind = 'c'
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_type'::regclass AND m.objid = c.reltype AND m.deptype = 'e')
