-- Who else holds one of the session advisory locks $1 (an array of bigint keys) on this database.
select l.pid, a.usename, a.application_name, a.client_addr,
       to_char(coalesce(a.xact_start, a.query_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS') as since
  from pg_catalog.pg_locks l
  left join pg_catalog.pg_stat_activity a on a.pid = l.pid
 where l.locktype = 'advisory'
   and l.granted
   and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
   and l.objsubid = 1
   and ((l.classid::bigint << 32) | l.objid::bigint) = any ($1::bigint[])
   and l.pid <> pg_catalog.pg_backend_pid()
 order by a.backend_start, l.pid
 limit 1
