-- Who may do what, where it is otherwise than for a new object, and the same for objects yet to be
-- made (default privileges) and for those that came with the server or with an extension (system
-- privileges, named as GRANT calls the object). Only the grantees for whom it differs are listed,
-- each with all that it may do ("*": and may grant on) and by whom, if not by the owner, and
-- likewise with what it may by default. The schema "public" begins as in a new database. The role that
-- asks has the name that headway.own_role gives it.
WITH own AS (SELECT coalesce(nullif(current_setting('headway.own_role', true), ''), session_user) AS role)
SELECT o.kind, NULL AS class, NULL AS oid, NULL AS subid,
       CASE WHEN o.kind = 'privilege' THEN o.class
            WHEN o.extension IS NOT NULL THEN 'pg_extension'::regclass::oid END AS owner_class,
       CASE o.kind WHEN 'privilege' THEN o.oid ELSE o.extension END AS owner,
       CASE o.kind WHEN 'privilege' THEN o.subid ELSE o.extension_subid END AS owner_subid,
       o.schema,
       CASE o.kind WHEN 'system-privilege' THEN
         CASE i.type WHEN 'table column' THEN 'TABLE ' || (o.oid::regclass)
                     ELSE CASE WHEN i.type IN ('function', 'procedure', 'aggregate') THEN 'ROUTINE'
                               WHEN i.type IN ('view', 'materialized view', 'foreign table') THEN 'TABLE'
                               WHEN i.type = 'server' THEN 'FOREIGN SERVER'
                               ELSE upper(translate(i.type, '-', ' ')) END || ' ' || i.identity END
                   ELSE o.name END AS name,
       CASE WHEN i.type = 'table column' THEN
              (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = o.oid AND attnum = o.subid)
            ELSE o.arguments END AS arguments,
       g.grants, g.by_default
FROM (SELECT CASE WHEN a.class = 'pg_default_acl'::regclass THEN 'default-privilege'
                  WHEN x.refobjid IS NOT NULL
                    OR a.oid < 16384 AND a.public IS NULL
                  THEN 'system-privilege' ELSE 'privilege' END AS kind,
             nullif(x.refobjid, p.oid) AS extension, 0 * nullif(x.refobjid, p.oid)::bigint AS extension_subid,
             a.schema, a.name, a.arguments, a.class, a.oid, a.subid, a.role, a.acl, y.basis
      FROM (SELECT NULL AS schema, NULL AS name, NULL AS arguments,
                   'pg_namespace'::regclass::oid AS class, n.oid, 0 AS subid, nspowner AS role,
                   CASE nspname WHEN 'public' THEN coalesce(nspacl, acldefault('n', nspowner))
                                ELSE nspacl END AS acl,
                   CASE nspname WHEN 'public' THEN
                          acldefault('n', nspowner) || makeaclitem(0, nspowner, 'USAGE', false)
                          || CASE WHEN current_setting('server_version_num')::int < 150000
                                  THEN array[makeaclitem(0, nspowner, 'CREATE', false)]
                                  ELSE '{}' END
                        ELSE acldefault('n', nspowner) END AS basis,
                   CASE nspname WHEN 'public' THEN oid END AS public
            FROM pg_namespace n
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_class'::regclass, oid, 0, relowner, relacl,
                   acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner), NULL
            FROM pg_class
            WHERE oid >= 16384 OR relnamespace IS DISTINCT FROM to_regnamespace('information_schema')
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl,
                   acldefault('c', 10), NULL
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE a.attacl IS NOT NULL
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_type'::regclass, oid, 0, typowner, typacl,
                   acldefault('T', typowner), NULL
            FROM pg_type
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_proc'::regclass, oid, 0, proowner, proacl,
                   acldefault('f', proowner), NULL
            FROM pg_proc
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_language'::regclass, oid, 0, lanowner, lanacl,
                   acldefault('l', lanowner), NULL
            FROM pg_language
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwowner, fdwacl,
                   acldefault('F', fdwowner), NULL
            FROM pg_foreign_data_wrapper
            UNION ALL
            SELECT NULL, NULL, NULL, 'pg_foreign_server'::regclass, oid, 0, srvowner, srvacl,
                   acldefault('S', srvowner), NULL
            FROM pg_foreign_server
            UNION ALL
            SELECT n.nspname, CASE pg_get_userbyid(d.defaclrole) WHEN session_user THEN (SELECT role FROM own)
                              ELSE pg_get_userbyid(d.defaclrole) END,
                   CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
                                        WHEN 'f' THEN 'routines' WHEN 'T' THEN 'types'
                                        WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' END,
                   'pg_default_acl'::regclass, d.oid, 0, d.defaclrole, d.defaclacl,
                   CASE WHEN n.oid IS NULL THEN
                        acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END,
                                   d.defaclrole)
                        ELSE acldefault('c', 10) END, NULL
            FROM pg_default_acl d
            LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace) AS a
      LEFT JOIN pg_depend x ON x.classid = a.class AND x.objid = a.oid AND x.objsubid = 0
                           AND x.deptype = 'e'
      LEFT JOIN pg_init_privs b ON b.classoid = a.class AND b.objoid = a.oid AND b.objsubid = a.subid
      LEFT JOIN pg_extension p ON p.extname = 'plpgsql'
      CROSS JOIN LATERAL (
        SELECT CASE WHEN a.public IS NULL THEN coalesce(b.initprivs, a.basis) ELSE a.basis END AS basis) AS y
      -- Most of what the server came with is as it was: that need not be taken apart, nor named.
      WHERE a.acl IS NOT NULL AND a.acl IS DISTINCT FROM y.basis
      OFFSET 0) AS o
CROSS JOIN LATERAL (
  SELECT string_agg(r.name || ': ' || coalesce(r.has, ''), '; ' ORDER BY r.name) AS grants,
         string_agg(r.name || ': ' || coalesce(r.had, ''), '; ' ORDER BY r.name) AS by_default
  FROM (SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(
                 CASE pg_get_userbyid(p.grantee) WHEN session_user THEN (SELECT role FROM own)
                      ELSE pg_get_userbyid(p.grantee) END) END
               || CASE WHEN p.grantor = o.role THEN ''
                       ELSE ' by ' || quote_ident(
                 CASE pg_get_userbyid(p.grantor) WHEN session_user THEN (SELECT role FROM own)
                      ELSE pg_get_userbyid(p.grantor) END) END AS name,
               string_agg(p.word, ', ' ORDER BY p.word) FILTER (WHERE NOT p.is_basis) AS has,
               string_agg(p.word, ', ' ORDER BY p.word) FILTER (WHERE p.is_basis) AS had
        FROM (SELECT grantee, CASE WHEN is_basis THEN o.role ELSE grantor END AS grantor, is_basis,
                     privilege_type || CASE WHEN bool_or(is_grantable) THEN '*' ELSE '' END AS word
              FROM (SELECT *, false AS is_basis FROM aclexplode(o.acl)
                    UNION ALL SELECT *, true FROM aclexplode(o.basis)) AS a
              GROUP BY grantee, 2, is_basis, privilege_type) AS p
        GROUP BY p.grantee, p.grantor) AS r
  WHERE r.has IS DISTINCT FROM r.had) AS g
LEFT JOIN LATERAL pg_identify_object(o.class, o.oid, o.subid) AS i ON o.kind = 'system-privilege'
WHERE g.grants IS NOT NULL AND coalesce(i.schema, i.identity, '') <> 'information_schema'
