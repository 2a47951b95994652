-- Whether somebody may hold one of the advisory locks :keys (an array of bigint), in this database or
-- another (holder.sql tells), and whether the version table (named as in a statement) and Headway's
-- ledger are there, whether row level security may hide rows of theirs from this role, and which process
-- of the server answers.
select exists (select
                 from pg_catalog.pg_lock_status() l
                where l.locktype = 'advisory'
                  and l.granted
                  and l.objsubid = 1
                  and ((l.classid::bigint << 32) | l.objid::bigint) = any (:'keys'::bigint[])
                  and l.pid <> pg_catalog.pg_backend_pid()) as may_be_held,
       pg_catalog.to_regclass(:'version_table') is not null as has_version,
       pg_catalog.to_regclass('headway.ledger') is not null as has_ledger,
       pg_catalog.row_security_active(pg_catalog.to_regclass(:'version_table')) is true
       or pg_catalog.row_security_active(pg_catalog.to_regclass('headway.ledger')) is true as may_be_hidden,
       pg_catalog.pg_backend_pid() as process
