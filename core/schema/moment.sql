-- Which database this is, as it is read here: all columns but the last, its place, never come again once
-- the server was stopped or crashed, which alone can bring back a state of before (a restored or copied
-- data directory), or another role or search_path reads. In one run of a server a transaction belongs to
-- one database, so its name will do. And where unqualified names go, unless that is to public alone: the
-- search_path with the name of the role for "$user" where there is such a schema, and those schemas of it
-- that are there and not an extension's. And when, as long as nothing commits: NULL while a transaction is
-- under way that is older than one that has ended, and before PostgreSQL 14, where an index becomes valid
-- without one.
SELECT pg_catalog.pg_postmaster_start_time() AS started, v.number AS version,
       CASE WHEN v.number >= 150000 THEN
            pg_catalog.pg_stat_get_bgwriter_stat_reset_time() END AS counted_from,
       pg_catalog.current_database() AS database, current_user AS role,
       v.path,
       CASE WHEN v.setting NOT IN ('"$user", public', 'public') OR NOT v.path <@ '{public}'
            THEN ARRAY[CASE WHEN current_user = ANY (v.path)
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
                          ORDER BY p.place) END AS search_path,
       CASE WHEN v.number >= 140000
             AND pg_catalog.pg_snapshot_xmin(v.snapshot) = pg_catalog.pg_snapshot_xmax(v.snapshot)
            THEN v.snapshot::text END AS moment
FROM (SELECT pg_catalog.current_setting('server_version_num')::integer AS number,
             pg_catalog.current_setting('search_path') AS setting,
             pg_catalog.current_schemas(false) AS path,
             pg_catalog.pg_current_snapshot() AS snapshot) AS v
