-- What no other query looks for: objects in catalogs, relations, types and routines of forms that
-- came later than this list. The catalogs that have objects at all are found by leaps through an
-- index.
WITH RECURSIVE classes AS (
  SELECT min(classid) AS class FROM pg_depend
  UNION ALL
  SELECT (SELECT min(d.classid) FROM pg_depend d WHERE d.classid > c.class)
  FROM classes c
  WHERE c.class IS NOT NULL
)
SELECT 'unknown' AS kind, o.class, o.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, i.identity AS name, NULL AS arguments,
       i.type AS form
FROM (SELECT DISTINCT d.classid AS class, d.objid AS oid
      FROM classes c
      JOIN pg_depend d ON d.classid = c.class AND d.objid >= 16384
      WHERE c.class::regclass::text NOT IN (
        'pg_am', 'pg_amop', 'pg_amproc', 'pg_attrdef', 'pg_cast', 'pg_class', 'pg_collation',
        'pg_constraint', 'pg_conversion', 'pg_default_acl', 'pg_event_trigger', 'pg_extension',
        'pg_foreign_data_wrapper', 'pg_foreign_server', 'pg_language', 'pg_largeobject',
        'pg_namespace', 'pg_opclass', 'pg_operator', 'pg_opfamily', 'pg_policy', 'pg_proc',
        'pg_publication', 'pg_publication_namespace', 'pg_publication_rel', 'pg_rewrite',
        'pg_statistic_ext', 'pg_subscription', 'pg_transform', 'pg_trigger', 'pg_ts_config',
        'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template', 'pg_type', 'pg_user_mapping')
      UNION ALL
      SELECT 'pg_class'::regclass, oid FROM pg_class
      WHERE oid >= 16384 AND relkind NOT IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 't', 'c')
      UNION ALL
      SELECT 'pg_type'::regclass, oid FROM pg_type
      WHERE oid >= 16384 AND typtype NOT IN ('b', 'c', 'd', 'e', 'm', 'p', 'r')
      UNION ALL
      SELECT 'pg_proc'::regclass, oid FROM pg_proc
      WHERE oid >= 16384 AND prokind NOT IN ('a', 'f', 'p', 'w')) AS o
CROSS JOIN LATERAL pg_identify_object(o.class, o.oid, 0) AS i
WHERE i.schema IS DISTINCT FROM 'headway' AND i.schema !~ '^pg_' IS NOT FALSE
