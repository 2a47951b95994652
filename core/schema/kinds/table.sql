-- Tables, partitioned ones too.
SELECT 'table' AS kind, 'pg_class'::regclass::oid AS class, c.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments,
       CASE WHEN c.relpersistence = 'u' THEN 't' END AS unlogged,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
       CASE WHEN c.reloftype <> 0 THEN 'OF ' || format_type(c.reloftype, NULL)
            WHEN c.relispartition THEN
            (SELECT 'PARTITION OF ' || i.inhparent::regclass FROM pg_inherits i
             WHERE i.inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid)
            ELSE h.parents END AS parents,
       CASE WHEN am.amname <> 'heap' OR c.relkind = 'p' THEN quote_ident(am.amname) END
         AS access_method,
       CASE WHEN c.reloptions IS NOT NULL OR s.reloptions IS NOT NULL THEN
            (SELECT string_agg(o.prefix || quote_ident(split_part(o.option, '=', 1)) || '='
                               || quote_literal(substr(o.option, strpos(o.option, '=') + 1)), ', ')
             FROM (SELECT '' AS prefix, unnest(c.reloptions) AS option
                   UNION ALL
                   SELECT 'toast.', unnest(s.reloptions)) AS o)
       END AS options,
       CASE WHEN c.reltablespace <> 0 THEN
            (SELECT quote_ident(p.spcname) FROM pg_tablespace p WHERE p.oid = c.reltablespace)
       END AS tablespace,
       CASE WHEN c.relrowsecurity THEN 't' END AS row_security,
       CASE WHEN c.relforcerowsecurity THEN 't' END AS force_row_security,
       CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' END AS replica_identity
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class s ON s.oid = c.reltoastrelid AND s.reloptions IS NOT NULL
LEFT JOIN (SELECT i.inhrelid,
                  format('INHERITS (%s)',
                         string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)) AS parents
           FROM pg_inherits i GROUP BY i.inhrelid) AS h ON h.inhrelid = c.oid
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
