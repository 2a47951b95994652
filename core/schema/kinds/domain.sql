-- Domains; their checks are objects of their own. From PostgreSQL 17 on NOT NULL is a constraint. The
-- default of the base type is no default of theirs.
SELECT 'domain' AS kind, 'pg_type'::regclass::oid AS class, t.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, t.typname AS name, NULL AS arguments,
       format_type(t.typbasetype, t.typtypmod) AS type,
       CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation END AS collation,
       CASE WHEN t.typnotnull THEN 't' END AS not_null,
       CASE WHEN k.conname <> t.typname || '_not_null'
            THEN 'CONSTRAINT ' || quote_ident(k.conname) END AS not_null_constraint,
       pg_get_expr(t.typdefaultbin, 0) AS "default"
FROM pg_type t
JOIN pg_type b ON b.oid = t.typbasetype
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_constraint k ON k.contype = 'n' AND k.contypid = t.oid
WHERE t.oid >= 16384 AND t.typtype = 'd'
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid AND m.deptype = 'e')
