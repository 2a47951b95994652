-- Operators, their families and classes. A member that an operator class needs is part of it; one
-- that only its family has is an object of its own.
SELECT 'operator' AS kind, 'pg_operator'::regclass::oid AS class, o.oid, 0 AS subid,
       NULL::oid AS owner_class, NULL::oid AS owner, NULL::integer AS owner_subid,
       n.nspname::text AS schema, o.oprname::text AS name,
       concat(CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) ELSE 'NONE' END, ', ',
              CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) ELSE 'NONE' END)
         AS arguments,
       concat_ws(', ', 'FUNCTION = ' || o.oprcode,
         'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),
         'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
         'COMMUTATOR = ' || (SELECT format('OPERATOR(%I.%s)', m.nspname, c.oprname)
                             FROM pg_operator c JOIN pg_namespace m ON m.oid = c.oprnamespace
                             WHERE c.oid = o.oprcom),
         'NEGATOR = ' || (SELECT format('OPERATOR(%I.%s)', m.nspname, c.oprname)
                          FROM pg_operator c JOIN pg_namespace m ON m.oid = c.oprnamespace
                          WHERE c.oid = o.oprnegate),
         CASE WHEN o.oprcanmerge THEN 'MERGES' END,
         CASE WHEN o.oprcanhash THEN 'HASHES' END) AS definition,
       nullif(o.oprrest, 0)::regproc::text AS restrict,
       nullif(o.oprjoin, 0)::regproc::text AS "join"
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid >= 16384 AND o.oprcode <> 0
UNION ALL
SELECT 'operator-family', 'pg_opfamily'::regclass, f.oid, 0, NULL, NULL, NULL,
       n.nspname, f.opfname, quote_ident(a.amname), '', NULL, NULL
FROM pg_opfamily f
JOIN pg_am a ON a.oid = f.opfmethod
JOIN pg_namespace n ON n.oid = f.opfnamespace
WHERE f.oid >= 16384
UNION ALL
SELECT 'operator-class', 'pg_opclass'::regclass, c.oid, 0, NULL, NULL, NULL,
       n.nspname, c.opcname, quote_ident(a.amname),
       format('%sFOR TYPE %s USING %I FAMILY %s AS %s', CASE WHEN c.opcdefault THEN 'DEFAULT ' END,
         format_type(c.opcintype, NULL), a.amname,
         (SELECT format('%I.%I', m.nspname, f.opfname)
          FROM pg_opfamily f JOIN pg_namespace m ON m.oid = f.opfnamespace
          WHERE f.oid = c.opcfamily),
         concat_ws(', ',
           'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0),
             CASE WHEN NOT EXISTS (SELECT FROM pg_depend d
                                   WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid
                                     AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass))
                  THEN c.opcintype END), NULL),
           (SELECT string_agg(format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
                     (SELECT format(' FOR ORDER BY %I.%I', m.nspname, f.opfname)
                      FROM pg_opfamily f JOIN pg_namespace m ON m.oid = f.opfnamespace
                      WHERE f.oid = o.amopsortfamily)), ', '
                     ORDER BY o.amopstrategy, o.amopopr::regoperator::text)
            FROM pg_depend d JOIN pg_amop o ON o.oid = d.objid
            WHERE d.classid = 'pg_amop'::regclass AND d.refclassid = 'pg_opclass'::regclass
              AND d.refobjid = c.oid),
           (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum,
                     format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL),
                     p.amproc::regprocedure), ', '
                     ORDER BY p.amprocnum, p.amproc::regprocedure::text)
            FROM pg_depend d JOIN pg_amproc p ON p.oid = d.objid
            WHERE d.classid = 'pg_amproc'::regclass AND d.refclassid = 'pg_opclass'::regclass
              AND d.refobjid = c.oid))),
       NULL, NULL
FROM pg_opclass c
JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_namespace n ON n.oid = c.opcnamespace
WHERE c.oid >= 16384
UNION ALL
SELECT 'operator-family-member', d.classid, d.objid, 0, d.refclassid, d.refobjid, 0, NULL,
       format('OPERATOR %s (%s, %s)', o.amopstrategy, format_type(o.amoplefttype, NULL),
              format_type(o.amoprighttype, NULL)),
       NULL,
       format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
         (SELECT format(' FOR ORDER BY %I.%I', m.nspname, f.opfname)
          FROM pg_opfamily f JOIN pg_namespace m ON m.oid = f.opfnamespace
          WHERE f.oid = o.amopsortfamily)),
       NULL, NULL
FROM pg_amop o
JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid
                AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype = 'a'
WHERE o.oid >= 16384
UNION ALL
SELECT 'operator-family-member', d.classid, d.objid, 0, d.refclassid, d.refobjid, 0, NULL,
       format('FUNCTION %s (%s, %s)', p.amprocnum, format_type(p.amproclefttype, NULL),
              format_type(p.amprocrighttype, NULL)),
       NULL,
       format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
              format_type(p.amprocrighttype, NULL), p.amproc::regprocedure),
       NULL, NULL
FROM pg_amproc p
JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid
                AND d.refclassid = 'pg_opfamily'::regclass AND d.deptype = 'a'
WHERE p.oid >= 16384
