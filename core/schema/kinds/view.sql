-- Views and materialized views.
SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind,
       'pg_class'::regclass::oid AS class, c.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments,
       rtrim(pg_get_viewdef(c.oid), ';') AS definition,
       (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || '='
                          || quote_literal(substr(o, strpos(o, '=') + 1)), ', ')
        FROM unnest(c.reloptions) AS o) AS options,
       CASE WHEN am.amname <> 'heap' THEN quote_ident(am.amname) END AS access_method,
       CASE WHEN c.reltablespace <> 0 THEN
            (SELECT quote_ident(p.spcname) FROM pg_tablespace p WHERE p.oid = c.reltablespace)
       END AS tablespace,
       CASE WHEN NOT c.relispopulated THEN 't' END AS unpopulated
FROM pg_class c
LEFT JOIN pg_am am ON am.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm')
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e')
