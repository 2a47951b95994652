-- Invalid indexes that the statement $1 names and that nobody is building now: left behind by a
-- CREATE INDEX CONCURRENTLY that failed or was killed.
select n.nspname, c.relname
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where not i.indisvalid
   and c.relkind = 'i'
   and $1 ~ ('(^|[^[:alnum:]_$])' || regexp_replace(c.relname, '([^[:alnum:]_])', '\\\1', 'g')
             || '($|[^[:alnum:]_$])')
   and not exists (select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
 order by 1, 2
