-- What changes with every definition in this database: which catalogs hold rows of its own, and a sum
-- over each catalog ("part"), each transaction that wrote such rows (xmin) and how many of its rows are
-- left: they can only become fewer, so that as many are the same ones. Freezing leaves xmin as it is, and
-- VACUUM and ANALYZE write over pg_class in place. Rows that came with the server do not count, but for
-- the schema "public". Left out are rows that are only ever written together with one that is here.
-- Before PostgreSQL 14 the marks of an index were written in place, so they are a part of their own.
--
-- A line that ends in "if" and numbers can be left out when none of these parts had any rows at the last
-- look: the first one cannot come without a row in a catalog that is always summed up. What is made in a
-- schema, on a table or of a type gets a row in pg_depend; the others that do not need to are here (an
-- owner who made the cluster, and what came with the server, are depended on without a row). So do the
-- first label of an enum (6) and the members of roles, which matter to foreign servers (30), that can
-- come without any.
--
-- The names of roles, user mappings and subscriptions cannot be read with an xmin by everybody: where
-- there are any, they are read as they stand; an SQL text is planned only when it is run.
SELECT pg_catalog.concat_ws(' ',
  coalesce(pg_catalog.bit_or(1::bigint << (g.part & 63)), 0),
  pg_catalog.sum(pg_catalog.hashtextextended(g.xmin::text, g.part * 4294967296 + g.n)),
  CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_policy)                                     -- if 10 30
         OR EXISTS (SELECT FROM pg_catalog.pg_foreign_server) THEN                        -- if 10 30
       pg_catalog.md5(pg_catalog.query_to_xml(                                            -- if 10 30
         'SELECT oid, rolname, rolsuper FROM pg_catalog.pg_roles ORDER BY oid',           -- if 10 30
         true, true, '')::text) END,                                                      -- if 10 30
  CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_foreign_server) THEN                        -- if 30
       pg_catalog.md5(pg_catalog.query_to_xml(                                            -- if 30
         'SELECT * FROM pg_catalog.pg_user_mappings ORDER BY umid',                       -- if 30
         true, true, '')::text) END,                                                      -- if 30
  CASE WHEN EXISTS (SELECT subname FROM pg_catalog.pg_subscription) THEN
       pg_catalog.md5(pg_catalog.query_to_xml(
         CASE WHEN pg_catalog.has_table_privilege('pg_catalog.pg_subscription', 'SELECT')
              THEN 'SELECT oid, xmin FROM pg_catalog.pg_subscription ORDER BY oid'
              ELSE 'SELECT subname, subslotname, subpublications FROM pg_catalog.pg_subscription
                    ORDER BY subdbid, subname' END, true, true, '')::text) END) AS sum
FROM (SELECT r.part, r.xmin, pg_catalog.count(*) AS n FROM (
  SELECT 0 AS part, xmin FROM pg_catalog.pg_depend WHERE objid >= '16384' OR objid = '2200'
  UNION ALL SELECT 1, xmin FROM pg_catalog.pg_namespace WHERE oid >= '16384' OR oid = '2200'
  UNION ALL SELECT 2, xmin FROM pg_catalog.pg_description WHERE objoid >= '16384' OR objoid = '2200'
  UNION ALL SELECT 3, xmin FROM pg_catalog.pg_init_privs WHERE objoid = '2200'
  UNION ALL SELECT 13, xmin FROM pg_catalog.pg_extension WHERE oid >= '16384'
  UNION ALL SELECT 19, xmin FROM pg_catalog.pg_am WHERE oid >= '16384'
  UNION ALL SELECT 20, xmin FROM pg_catalog.pg_cast WHERE oid >= '16384'
  UNION ALL SELECT 24, xmin FROM pg_catalog.pg_transform WHERE oid >= '16384'
  UNION ALL SELECT 29, xmin FROM pg_catalog.pg_foreign_data_wrapper WHERE oid >= '16384'
  UNION ALL SELECT 32, xmin FROM pg_catalog.pg_publication WHERE oid >= '16384'
  UNION ALL SELECT 34, xmin FROM pg_catalog.pg_default_acl WHERE oid >= '16384'
  UNION ALL SELECT 37, xmin FROM pg_catalog.pg_seclabel WHERE objoid >= '16384'
  UNION ALL SELECT 38, xmin FROM pg_catalog.pg_class WHERE oid >= '16384'                -- if 38
  UNION ALL SELECT 39, xmin FROM pg_catalog.pg_attribute WHERE attrelid >= '16384'       -- if 39
  UNION ALL SELECT 40 + 64 * (indisvalid::int + indisready::int * 2 + indislive::int * 4) -- if 40
                   , xmin FROM pg_catalog.pg_index WHERE indexrelid >= '16384'           -- if 40
  UNION ALL SELECT 41, xmin FROM pg_catalog.pg_constraint WHERE oid >= '16384'           -- if 41
  UNION ALL SELECT 42, xmin FROM pg_catalog.pg_inherits WHERE inhrelid >= '16384'        -- if 42
  UNION ALL SELECT 43, xmin FROM pg_catalog.pg_sequence WHERE seqrelid >= '16384'        -- if 43
  UNION ALL SELECT 4, xmin FROM pg_catalog.pg_foreign_table WHERE ftrelid >= '16384'     -- if 4
  UNION ALL SELECT 5, xmin FROM pg_catalog.pg_type WHERE oid >= '16384'                  -- if 5
  UNION ALL SELECT 6, xmin FROM pg_catalog.pg_type WHERE oid >= '16384' AND typtype = 'e' -- if 6
  UNION ALL SELECT 6, xmin FROM pg_catalog.pg_enum WHERE oid >= '16384'                  -- if 6
  UNION ALL SELECT 7, xmin FROM pg_catalog.pg_proc WHERE oid >= '16384'                  -- if 7
  UNION ALL SELECT 8, xmin FROM pg_catalog.pg_trigger WHERE oid >= '16384'               -- if 8
  UNION ALL SELECT 9, xmin FROM pg_catalog.pg_rewrite WHERE oid >= '16384'               -- if 9
  UNION ALL SELECT 10, xmin FROM pg_catalog.pg_policy WHERE oid >= '16384'               -- if 10
  UNION ALL SELECT 11, xmin FROM pg_catalog.pg_statistic_ext WHERE oid >= '16384'        -- if 11
  UNION ALL SELECT 14, xmin FROM pg_catalog.pg_operator WHERE oid >= '16384'             -- if 14
  UNION ALL SELECT 15, xmin FROM pg_catalog.pg_opclass WHERE oid >= '16384'              -- if 15
  UNION ALL SELECT 16, xmin FROM pg_catalog.pg_opfamily WHERE oid >= '16384'             -- if 16
  UNION ALL SELECT 17, xmin FROM pg_catalog.pg_amop WHERE oid >= '16384'                 -- if 17
  UNION ALL SELECT 18, xmin FROM pg_catalog.pg_amproc WHERE oid >= '16384'               -- if 18
  UNION ALL SELECT 21, xmin FROM pg_catalog.pg_collation WHERE oid >= '16384'            -- if 21
  UNION ALL SELECT 22, xmin FROM pg_catalog.pg_conversion WHERE oid >= '16384'           -- if 22
  UNION ALL SELECT 23, xmin FROM pg_catalog.pg_language WHERE oid >= '16384'             -- if 23
  UNION ALL SELECT 25, xmin FROM pg_catalog.pg_ts_config WHERE oid >= '16384'            -- if 25
  UNION ALL SELECT 26, xmin FROM pg_catalog.pg_ts_config_map WHERE mapcfg >= '16384'     -- if 26
  UNION ALL SELECT 27, xmin FROM pg_catalog.pg_ts_dict WHERE oid >= '16384'              -- if 27
  UNION ALL SELECT 28, xmin FROM pg_catalog.pg_ts_parser WHERE oid >= '16384'            -- if 28
  UNION ALL SELECT 12, xmin FROM pg_catalog.pg_ts_template WHERE oid >= '16384'          -- if 12
  UNION ALL SELECT 30, xmin FROM pg_catalog.pg_foreign_server WHERE oid >= '16384'       -- if 30
  UNION ALL SELECT 31, xmin FROM pg_catalog.pg_event_trigger WHERE oid >= '16384'        -- if 31
  UNION ALL SELECT 33, xmin FROM pg_catalog.pg_publication_rel WHERE oid >= '16384'      -- if 33
  UNION ALL SELECT 35, xmin FROM pg_catalog.pg_tablespace WHERE oid >= '16384'           -- if 35
  UNION ALL SELECT 36, xmin FROM pg_catalog.pg_auth_members WHERE member >= '16384'      -- if 30 36
  ) AS r GROUP BY r.part, r.xmin) AS g
