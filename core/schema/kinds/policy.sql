-- Row security policies; whether a table heeds them is a property of the table.
SELECT 'policy' AS kind, 'pg_policy'::regclass::oid AS class, p.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, p.polrelid AS owner, 0 AS owner_subid,
       NULL AS schema, p.polname AS name, NULL AS arguments,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                     WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
       CASE WHEN NOT p.polpermissive THEN 't' END AS restrictive,
       (SELECT string_agg(r.name, ', ' ORDER BY r.name)
        FROM (SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END AS name
              FROM unnest(p.polroles) AS r) AS r) AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS "using",
       pg_get_expr(p.polwithcheck, p.polrelid) AS "check"
FROM pg_policy p
WHERE p.oid >= 16384
