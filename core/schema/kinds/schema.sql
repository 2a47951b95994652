-- Schemas that belong to the user.
SELECT 'schema' AS kind, 'pg_namespace'::regclass::oid AS class, n.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, n.nspname AS name, NULL AS arguments
FROM pg_namespace n
WHERE (n.oid >= 16384 OR n.nspname = 'public')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid AND m.deptype = 'e')
