-- What changes with every definition in this database: how many rows the catalogs have, and a sum over
-- each one's object and the transaction that wrote it (xmin; freezing leaves it, and VACUUM and
-- ANALYZE write over pg_class in place). "part" tells apart what an object has several of. Left out
-- are rows that are only ever written together with one that is here. Before PostgreSQL 14 the marks
-- of an index were written in place, so they are in the sum themselves. Rows that came with the server
-- do not count, but for the schema "public". The names of roles, user mappings and subscriptions cannot
-- be read with an xmin by everybody: where there are any, they are read as they stand; an SQL text is
-- planned only when it is run.
SELECT pg_catalog.concat_ws(' ',
  pg_catalog.count(*),
  pg_catalog.sum(pg_catalog.hashtextextended(r.xmin::text, r.oid::bigint * 65536 + r.part)),
  (SELECT xmin FROM pg_catalog.pg_namespace WHERE oid = 2200),
  (SELECT xmin FROM pg_catalog.pg_description
   WHERE objoid = 2200 AND classoid = 'pg_catalog.pg_namespace'::regclass AND objsubid = 0),
  (SELECT xmin FROM pg_catalog.pg_init_privs
   WHERE objoid = 2200 AND classoid = 'pg_catalog.pg_namespace'::regclass AND objsubid = 0),
  CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_policy)
         OR EXISTS (SELECT FROM pg_catalog.pg_foreign_server) THEN
       pg_catalog.md5(pg_catalog.query_to_xml(
         'SELECT oid, rolname, rolsuper FROM pg_catalog.pg_roles ORDER BY oid', true, true, '')::text) END,
  CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_foreign_server) THEN
       pg_catalog.md5(pg_catalog.query_to_xml(
         'SELECT * FROM pg_catalog.pg_user_mappings ORDER BY umid', true, true, '')::text) END,
  CASE WHEN EXISTS (SELECT subname FROM pg_catalog.pg_subscription) THEN
       pg_catalog.md5(pg_catalog.query_to_xml(
         CASE WHEN pg_catalog.has_table_privilege('pg_catalog.pg_subscription', 'SELECT')
              THEN 'SELECT oid, xmin FROM pg_catalog.pg_subscription ORDER BY oid'
              ELSE 'SELECT subname, subslotname, subpublications FROM pg_catalog.pg_subscription
                    ORDER BY subdbid, subname' END, true, true, '')::text) END) AS sum
FROM (
  SELECT oid, 0::int2 AS part, xmin FROM pg_catalog.pg_class
  UNION ALL SELECT attrelid, attnum, xmin FROM pg_catalog.pg_attribute
  UNION ALL SELECT indexrelid,
                   (indisvalid::int + indisready::int * 2 + indislive::int * 4)::int2, xmin
            FROM pg_catalog.pg_index
  UNION ALL SELECT oid, 1::int2, xmin FROM pg_catalog.pg_attrdef
  UNION ALL SELECT oid, 2::int2, xmin FROM pg_catalog.pg_constraint
  UNION ALL SELECT inhrelid, inhseqno::int2, xmin FROM pg_catalog.pg_inherits
  UNION ALL SELECT seqrelid, 3::int2, xmin FROM pg_catalog.pg_sequence
  UNION ALL SELECT ftrelid, 4::int2, xmin FROM pg_catalog.pg_foreign_table
  UNION ALL SELECT oid, 5::int2, xmin FROM pg_catalog.pg_type
  UNION ALL SELECT oid, 6::int2, xmin FROM pg_catalog.pg_enum
  UNION ALL SELECT oid, 7::int2, xmin FROM pg_catalog.pg_proc
  UNION ALL SELECT oid, 8::int2, xmin FROM pg_catalog.pg_trigger
  UNION ALL SELECT oid, 9::int2, xmin FROM pg_catalog.pg_rewrite
  UNION ALL SELECT oid, 10::int2, xmin FROM pg_catalog.pg_policy
  UNION ALL SELECT oid, 11::int2, xmin FROM pg_catalog.pg_statistic_ext
  UNION ALL SELECT oid, 12::int2, xmin FROM pg_catalog.pg_namespace
  UNION ALL SELECT oid, 13::int2, xmin FROM pg_catalog.pg_extension
  UNION ALL SELECT oid, 14::int2, xmin FROM pg_catalog.pg_operator
  UNION ALL SELECT oid, 15::int2, xmin FROM pg_catalog.pg_opclass
  UNION ALL SELECT oid, 16::int2, xmin FROM pg_catalog.pg_opfamily
  UNION ALL SELECT oid, 17::int2, xmin FROM pg_catalog.pg_amop
  UNION ALL SELECT oid, 18::int2, xmin FROM pg_catalog.pg_amproc
  UNION ALL SELECT oid, 19::int2, xmin FROM pg_catalog.pg_am
  UNION ALL SELECT oid, 20::int2, xmin FROM pg_catalog.pg_cast
  UNION ALL SELECT oid, 21::int2, xmin FROM pg_catalog.pg_collation
  UNION ALL SELECT oid, 22::int2, xmin FROM pg_catalog.pg_conversion
  UNION ALL SELECT oid, 23::int2, xmin FROM pg_catalog.pg_language
  UNION ALL SELECT oid, 24::int2, xmin FROM pg_catalog.pg_transform
  UNION ALL SELECT oid, 25::int2, xmin FROM pg_catalog.pg_ts_config
  UNION ALL SELECT mapcfg, maptokentype::int2, xmin FROM pg_catalog.pg_ts_config_map
  UNION ALL SELECT oid, 26::int2, xmin FROM pg_catalog.pg_ts_dict
  UNION ALL SELECT oid, 27::int2, xmin FROM pg_catalog.pg_ts_parser
  UNION ALL SELECT oid, 28::int2, xmin FROM pg_catalog.pg_ts_template
  UNION ALL SELECT oid, 29::int2, xmin FROM pg_catalog.pg_foreign_data_wrapper
  UNION ALL SELECT oid, 30::int2, xmin FROM pg_catalog.pg_foreign_server
  UNION ALL SELECT oid, 31::int2, xmin FROM pg_catalog.pg_event_trigger
  UNION ALL SELECT oid, 32::int2, xmin FROM pg_catalog.pg_publication
  UNION ALL SELECT oid, 33::int2, xmin FROM pg_catalog.pg_publication_rel
  UNION ALL SELECT oid, 34::int2, xmin FROM pg_catalog.pg_default_acl
  UNION ALL SELECT oid, 35::int2, xmin FROM pg_catalog.pg_tablespace
  UNION ALL SELECT member, 36::int2, xmin FROM pg_catalog.pg_auth_members
  UNION ALL SELECT objoid, objsubid::int2, xmin FROM pg_catalog.pg_description
  UNION ALL SELECT objoid, objsubid::int2, xmin FROM pg_catalog.pg_seclabel
  -- The members of extensions and publications.
  UNION ALL SELECT objid, 37::int2, xmin FROM pg_catalog.pg_depend
            WHERE refclassid IN ('pg_catalog.pg_extension'::regclass,
                                 'pg_catalog.pg_publication'::regclass)
  ) AS r
WHERE r.oid >= 16384
