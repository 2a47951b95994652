-- What this role lacks to read the version table (:'version_table', named as in a statement) and
-- Headway's ledger: each right, and the statement that gives it. Without a schema the table is looked
-- for in those of the search_path, also in those that may not be used and so are passed over there.
-- Row level security hides rows without a word, unless a policy shows this role all of them.
with names as (
  select case when pg_catalog.cardinality(n.parts) > 1 then n.parts[1] end as schema,
         n.parts[pg_catalog.cardinality(n.parts)] as name
    from (values (pg_catalog.parse_ident(:'version_table')), (array['headway', 'ledger'])) n (parts)
), search_path as (
  select case s.schema when '$user' then current_user::text else s.schema end as schema
    from pg_catalog.regexp_split_to_table(pg_catalog.current_setting('search_path'), ',') p (entry),
         lateral pg_catalog.btrim(p.entry, ' "') s (schema)
), tables as (
  select distinct n.oid as schema_oid, n.nspname as schema, c.oid, c.relname as name
    from names t
    join pg_catalog.pg_class c on c.relname = t.name and c.relkind in ('r', 'p', 'v', 'f')
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where n.nspname = t.schema
      or (t.schema is null and n.nspname in (select s.schema from search_path s))
), rights as (
  select distinct 1 as step, 'USAGE ON ' || o.object as missing,
         pg_catalog.format('GRANT USAGE ON %s TO %I', o.object, current_user) as statement
    from tables t, pg_catalog.format('SCHEMA %I', t.schema) o (object)
   where not pg_catalog.has_schema_privilege(t.schema_oid, 'USAGE')
  union all
  select 2, 'SELECT ON ' || o.object,
         pg_catalog.format('GRANT SELECT ON %s TO %I', o.object, current_user)
    from tables t, pg_catalog.format('%I.%I', t.schema, t.name) o (object)
   where not pg_catalog.has_table_privilege(t.oid, 'SELECT')
  union all
  select 3, 'POLICY ON ' || o.object,
         pg_catalog.format('CREATE POLICY %I ON %s TO %I USING (true)', 'headway_' || current_user,
                           o.object, current_user)
    from tables t, pg_catalog.format('%I.%I', t.schema, t.name) o (object)
   where pg_catalog.row_security_active(t.oid)
     and not exists (select
                       from pg_catalog.pg_policy p
                      where p.polrelid = t.oid
                        and p.polpermissive
                        and p.polcmd in ('*', 'r')
                        and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
                        and exists (select
                                      from pg_catalog.unnest(p.polroles) r (oid)
                                     where r.oid = 0 or pg_catalog.pg_has_role(r.oid, 'USAGE')))
)
select r.missing, r.statement
  from rights r
 order by r.step, r.missing
