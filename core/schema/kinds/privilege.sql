-- Who may do what, where it is otherwise than for a new object, and the same for objects yet to be
-- made (default privileges). Only the grantees for whom it differs are listed, each with all that
-- it may do ("*": and may grant on), and likewise with what it may by default. The role that asks
-- has the name that headway.own_role gives it.
WITH own AS (SELECT coalesce(nullif(current_setting('headway.own_role', true), ''), session_user) AS role)
SELECT CASE WHEN o.class = 'pg_default_acl'::regclass THEN 'default-privilege' ELSE 'privilege' END
         AS kind,
       NULL AS class, NULL AS oid, NULL AS subid,
       CASE WHEN o.class <> 'pg_default_acl'::regclass THEN o.class END AS owner_class,
       CASE WHEN o.class <> 'pg_default_acl'::regclass THEN o.oid END AS owner,
       CASE WHEN o.class <> 'pg_default_acl'::regclass THEN o.subid END AS owner_subid,
       o.schema, o.name, o.arguments, g.grants, g.by_default
FROM (SELECT NULL AS schema, NULL AS name, NULL AS arguments,
             'pg_namespace'::regclass::oid AS class, n.oid, 0 AS subid, n.nspacl AS acl,
             coalesce(i.initprivs, acldefault('n', n.nspowner)) AS basis
      FROM pg_namespace n
      LEFT JOIN pg_init_privs i ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid
                               AND i.objsubid = 0 AND n.oid = 2200
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_class'::regclass, oid, 0, relacl,
             acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)
      FROM pg_class
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_class'::regclass, attrelid, attnum, attacl, acldefault('c', 10)
      FROM pg_attribute
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_type'::regclass, oid, 0, typacl, acldefault('T', typowner)
      FROM pg_type
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_proc'::regclass, oid, 0, proacl, acldefault('f', proowner)
      FROM pg_proc
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_language'::regclass, oid, 0, lanacl, acldefault('l', lanowner)
      FROM pg_language
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwacl,
             acldefault('F', fdwowner)
      FROM pg_foreign_data_wrapper
      UNION ALL
      SELECT NULL, NULL, NULL, 'pg_foreign_server'::regclass, oid, 0, srvacl,
             acldefault('S', srvowner)
      FROM pg_foreign_server
      UNION ALL
      SELECT n.nspname, CASE pg_get_userbyid(d.defaclrole) WHEN session_user THEN (SELECT role FROM own)
                        ELSE pg_get_userbyid(d.defaclrole) END,
             CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
                                  WHEN 'f' THEN 'routines' WHEN 'T' THEN 'types'
                                  WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' END,
             'pg_default_acl'::regclass, d.oid, 0, d.defaclacl,
             CASE WHEN n.oid IS NULL THEN
                  acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END,
                             d.defaclrole)
                  ELSE acldefault('c', 10) END
      FROM pg_default_acl d
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
     ) AS o
CROSS JOIN LATERAL (
  SELECT string_agg(r.name || ': ' || coalesce(r.has, ''), '; ' ORDER BY r.name) AS grants,
         string_agg(r.name || ': ' || coalesce(r.had, ''), '; ' ORDER BY r.name) AS by_default
  FROM (SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC'
                              ELSE quote_ident(
                CASE pg_get_userbyid(p.grantee) WHEN session_user THEN (SELECT role FROM own)
                     ELSE pg_get_userbyid(p.grantee) END) END AS name,
               string_agg(p.word, ', ' ORDER BY p.word) FILTER (WHERE NOT p.is_basis) AS has,
               string_agg(p.word, ', ' ORDER BY p.word) FILTER (WHERE p.is_basis) AS had
        FROM (SELECT grantee, is_basis,
                     privilege_type || CASE WHEN bool_or(is_grantable) THEN '*' ELSE '' END AS word
              FROM (SELECT *, false AS is_basis FROM aclexplode(o.acl)
                    UNION ALL SELECT *, true FROM aclexplode(o.basis)) AS a
              GROUP BY grantee, is_basis, privilege_type) AS p
        GROUP BY p.grantee) AS r
  WHERE r.has IS DISTINCT FROM r.had) AS g
WHERE o.acl IS NOT NULL AND (o.oid >= 16384 OR o.basis IS NOT NULL AND o.oid = 2200)
  AND g.grants IS NOT NULL
