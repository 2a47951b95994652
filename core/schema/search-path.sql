-- Where unqualified names go: the search_path with the name of the role for "$user" where there is such a
-- schema, and then those schemas of it that are there and not an extension's.
SELECT ARRAY[CASE WHEN current_user = ANY (v.path)
                  THEN pg_catalog.replace(pg_catalog.replace(v.setting, '"$user"', '$user'),
                                          '$user', pg_catalog.quote_ident(current_user))
                  ELSE v.setting END]
       || ARRAY(SELECT n.nspname::text
                FROM pg_catalog.unnest(v.path) WITH ORDINALITY AS p (name, place)
                JOIN pg_catalog.pg_namespace n ON n.nspname = p.name
                WHERE (n.oid >= '16384' OR n.nspname = 'public') AND n.nspname <> 'headway'
                  AND NOT pg_catalog.starts_with(n.nspname::text, 'pg_')
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m
                                  WHERE m.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                                    AND m.objid = n.oid AND m.deptype = 'e')
                ORDER BY p.place) AS search_path
FROM (SELECT pg_catalog.current_setting('search_path') AS setting,
             pg_catalog.current_schemas(false) AS path) AS v
