-- Functions and procedures.
SELECT 'function' AS kind, 'pg_proc'::regclass::oid AS class, p.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, p.proname AS name, oidvectortypes(p.proargtypes) AS arguments,
       pg_get_functiondef(p.oid) AS definition,
       CASE WHEN p.prokind = 'p' THEN 't' END AS procedure,
       pg_get_function_arguments(p.oid) AS parameters,
       pg_get_function_result(p.oid) AS returns
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.oid >= 16384 AND p.prokind IN ('f', 'p', 'w')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid AND m.deptype = 'e')
