-- Who keeps the server process $1 waiting for a lock.
select b.pid, a.usename, a.application_name, a.client_addr,
       to_char(coalesce(a.xact_start, a.query_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS') as since
  from (select distinct unnest(pg_catalog.pg_blocking_pids($1::integer)) as pid) b
  left join pg_catalog.pg_stat_activity a on a.pid = b.pid
 where b.pid <> 0
 order by b.pid
