-- How large the database and its tables are: bytes with indexes and TOAST, and the rows that the
-- last VACUUM or ANALYZE saw (-1: never). The first row, without a name, is the database itself.
select null as schema, null as name,
       pg_catalog.pg_database_size(pg_catalog.current_database()) as bytes, -1 as rows
union all
select n.nspname, c.relname, pg_catalog.pg_total_relation_size(c.oid), c.reltuples::bigint
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'm')
   and c.relpersistence <> 't'
   and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
