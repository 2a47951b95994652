-- Who else holds one of the session advisory locks :keys (an array of bigint) on this database. The
-- functions behind pg_stat_activity take less planning than the view.
select l.pid, pg_catalog.pg_get_userbyid(a.usesysid), a.application_name, a.client_addr,
       to_char(coalesce(a.xact_start, a.query_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS') as since
  from pg_catalog.pg_locks l
  left join pg_catalog.pg_stat_get_activity(l.pid) a on true
 where l.locktype = 'advisory'
   and l.granted
   and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
   and l.objsubid = 1
   and ((l.classid::bigint << 32) | l.objid::bigint) = any (:'keys'::bigint[])
   and l.pid <> pg_catalog.pg_backend_pid()
 order by a.backend_start, l.pid
 limit 1
