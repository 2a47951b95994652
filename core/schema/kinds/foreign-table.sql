-- Foreign tables; their columns are columns.
SELECT 'foreign-table' AS kind, 'pg_class'::regclass::oid AS class, c.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments,
       s.srvname AS server,
       (SELECT string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', '
                          ORDER BY o)
        FROM unnest(f.ftoptions) AS o) AS options,
       CASE WHEN c.relispartition THEN
            (SELECT 'PARTITION OF ' || i.inhparent::regclass FROM pg_inherits i
             WHERE i.inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid)
            ELSE h.parents END AS parents
FROM pg_foreign_table f
JOIN pg_foreign_server s ON s.oid = f.ftserver
JOIN pg_class c ON c.oid = f.ftrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT i.inhrelid,
                  format('INHERITS (%s)',
                         string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)) AS parents
           FROM pg_inherits i GROUP BY i.inhrelid) AS h ON h.inhrelid = c.oid
WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
