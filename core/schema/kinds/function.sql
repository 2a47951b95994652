-- Functions and procedures. One that a base type or a range is made of goes with the type.
-- Procedures are told apart by what they give back, too.
SELECT 'function' AS kind, 'pg_proc'::regclass::oid AS class, p.oid, 0 AS subid,
       t.class AS owner_class, t.oid AS owner, 0 AS owner_subid,
       n.nspname AS schema, p.proname AS name,
       CASE p.prokind WHEN 'p' THEN pg_get_function_identity_arguments(p.oid)
                      ELSE oidvectortypes(p.proargtypes) END AS arguments,
       pg_get_functiondef(p.oid) AS definition,
       CASE WHEN p.prokind = 'p' THEN 't' END AS procedure,
       CASE WHEN p.prokind = 'w' THEN 't' END AS window,
       pg_get_function_arguments(p.oid) AS parameters,
       pg_get_function_result(p.oid) AS returns
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN LATERAL (
  SELECT d.classid AS class, t.oid
  FROM pg_depend d
  JOIN pg_type t ON t.oid = d.objid AND t.typtype IN ('b', 'r')
                AND (t.oid = p.prorettype OR t.oid = ANY (p.proargtypes))
  WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.classid = 'pg_type'::regclass
  LIMIT 1) AS t ON true
WHERE p.oid >= 16384 AND p.prokind IN ('f', 'p', 'w')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid
                    AND m.deptype IN ('e', 'i'))
