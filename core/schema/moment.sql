-- Which database this is, as it is read here: all columns but the last, its place, never come again once
-- the server was stopped or crashed, which alone can bring back a state of before (a restored or copied
-- data directory), or another role or search_path reads. In one run of a server a transaction belongs to
-- one database, so its name will do. And when, as long as nothing commits: NULL while a transaction is
-- under way that is older than one that has ended, and before PostgreSQL 14, where an index becomes valid
-- without one.
SELECT pg_catalog.pg_postmaster_start_time() AS started, v.number AS version,
       CASE WHEN v.number >= 150000 THEN
            pg_catalog.pg_stat_get_bgwriter_stat_reset_time() END AS counted_from,
       pg_catalog.current_database() AS database, current_user AS role,
       pg_catalog.current_schemas(false) AS path,
       pg_catalog.current_setting('search_path') AS setting,
       CASE WHEN v.number >= 140000
             AND pg_catalog.pg_snapshot_xmin(v.snapshot) = pg_catalog.pg_snapshot_xmax(v.snapshot)
            THEN v.snapshot::text END AS moment
FROM (SELECT pg_catalog.current_setting('server_version_num')::integer AS number,
             pg_catalog.pg_current_snapshot() AS snapshot) AS v
