-- Which process of the server answers, and whether the session advisory lock $1 was free and is taken
-- now: null, and it is not tried for, when that is another process than $2.
select pg_catalog.pg_backend_pid() as process,
       case pg_catalog.pg_backend_pid() when $2::integer
       then pg_catalog.pg_try_advisory_lock($1::bigint) end as taken
