-- Which database this is, as it is read here: "place" never comes again once the server was stopped or
-- crashed, which alone can bring back a state of before (a restored or copied data directory), or
-- another role or search_path reads. In one run of a server a transaction belongs to one database, so
-- its name will do. And when, as long as nothing commits: NULL while a transaction is under way that is
-- older than one that has ended, and before PostgreSQL 14, where an index becomes valid without one.
SELECT pg_catalog.concat_ws(' ',
         extract(epoch FROM pg_catalog.pg_postmaster_start_time()), v.number,
         CASE WHEN v.number >= 150000 THEN
              extract(epoch FROM pg_catalog.pg_stat_get_bgwriter_stat_reset_time()) END,
         pg_catalog.quote_ident(pg_catalog.current_database()),
         pg_catalog.quote_ident(current_user), pg_catalog.current_schemas(false)) AS place,
       CASE WHEN v.number >= 140000
             AND pg_catalog.pg_snapshot_xmin(v.snapshot) = pg_catalog.pg_snapshot_xmax(v.snapshot)
            THEN v.snapshot::text END AS moment
FROM (SELECT pg_catalog.current_setting('server_version_num')::integer AS number,
             pg_catalog.pg_current_snapshot() AS snapshot) AS v
