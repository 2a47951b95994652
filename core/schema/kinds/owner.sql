-- The role that each object belongs to; the one that asks under the name that headway.own_role
-- gives it, and then not that of the schema public as it is in every new database. Not all may read
-- "oid" of subscriptions (see there); the sequences of identities go with their table.
SELECT 'owner' AS kind, NULL AS class, NULL AS oid, NULL AS subid,
       o.class AS owner_class, o.oid AS owner, 0 AS owner_subid,
       NULL AS schema, NULL AS name, NULL AS arguments,
       quote_ident(CASE r.rolname WHEN session_user THEN coalesce(own.role, r.rolname)
                                  ELSE r.rolname END) AS role
FROM (SELECT 'pg_namespace'::regclass::oid AS class, oid, nspowner AS role FROM pg_namespace
      UNION ALL SELECT 'pg_class'::regclass, c.oid, c.relowner
                FROM pg_class c
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                   OR c.relkind = 'S' AND NOT EXISTS (
                        SELECT FROM pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                          AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass
                          AND d.deptype = 'i')
      UNION ALL SELECT 'pg_type'::regclass, oid, typowner FROM pg_type
      UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc
      UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
      UNION ALL SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
      UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily
      UNION ALL SELECT 'pg_collation'::regclass, oid, collowner FROM pg_collation
      UNION ALL SELECT 'pg_conversion'::regclass, oid, conowner FROM pg_conversion
      UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner FROM pg_ts_dict
      UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner FROM pg_ts_config
      UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_statistic_ext
      UNION ALL SELECT 'pg_language'::regclass, oid, lanowner FROM pg_language
      UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, fdwowner
                FROM pg_foreign_data_wrapper
      UNION ALL SELECT 'pg_foreign_server'::regclass, oid, srvowner FROM pg_foreign_server
      UNION ALL SELECT 'pg_event_trigger'::regclass, oid, evtowner FROM pg_event_trigger
      UNION ALL SELECT 'pg_publication'::regclass, oid, pubowner FROM pg_publication
      UNION ALL SELECT 'pg_subscription'::regclass, m[1]::oid, m[2]::oid
                FROM regexp_matches(CASE WHEN has_column_privilege('pg_subscription', 'oid', 'SELECT') THEN
                       query_to_xml('SELECT oid, subowner FROM pg_subscription', false, false, '')::text END,
                     '<oid>(\d+)</oid>\s*<subowner>(\d+)</subowner>', 'g') AS m) AS o
JOIN pg_roles r ON r.oid = o.role
CROSS JOIN (SELECT nullif(current_setting('headway.own_role', true), '') AS role) AS own
-- The first of these is said for its own sake: it keeps what came with the server from being looked at.
WHERE (o.oid >= 16384 OR o.oid = 2200)
  AND (o.oid >= 16384
       OR o.class = 'pg_namespace'::regclass AND (own.role IS NULL OR o.role <> 10))
