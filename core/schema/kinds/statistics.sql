-- Extended statistics; they go with their table. The server lists the columns in the order in which
-- the table has them, which is no difference.
SELECT 'statistics' AS kind, 'pg_statistic_ext'::regclass::oid AS class, s.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, s.stxrelid AS owner, 0 AS owner_subid,
       n.nspname AS schema, s.stxname AS name, NULL AS arguments,
       coalesce(replace(pg_get_statisticsobjdef(s.oid), ' ON ' || l.said, ' ON ' || l.sorted),
                pg_get_statisticsobjdef(s.oid)) AS definition,
       nullif(s.stxstattarget, -1) AS target
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
JOIN LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.number) AS said,
                     string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) AS sorted
              FROM unnest(s.stxkeys) WITH ORDINALITY AS k(key, number)
              JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = k.key) AS l ON true
WHERE s.oid >= 16384
