-- Extended statistics; they go with their table.
SELECT 'statistics' AS kind, 'pg_statistic_ext'::regclass::oid AS class, s.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, s.stxrelid AS owner, 0 AS owner_subid,
       n.nspname AS schema, s.stxname AS name, NULL AS arguments,
       pg_get_statisticsobjdef(s.oid) AS definition,
       nullif(s.stxstattarget, -1) AS target
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE s.oid >= 16384
