-- Tables, partitioned ones too.
SELECT 'table' AS kind, 'pg_class'::regclass::oid AS class, c.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments,
       CASE WHEN c.relpersistence = 'u' THEN 't' END AS unlogged,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
       CASE WHEN c.relispartition THEN
            (SELECT i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid)
       END AS partition_of,
       pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
       CASE WHEN NOT c.relispartition THEN
            (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
             FROM pg_inherits i WHERE i.inhrelid = c.oid)
       END AS inherits,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       CASE WHEN am.amname <> 'heap' THEN am.amname END AS access_method,
       (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || '='
                          || quote_literal(substr(o, strpos(o, '=') + 1)), ', ')
        FROM unnest(c.reloptions) AS o) AS options,
       CASE WHEN c.relrowsecurity THEN 't' END AS row_security,
       CASE WHEN c.relforcerowsecurity THEN 't' END AS force_row_security,
       CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' END AS replica_identity
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e')
