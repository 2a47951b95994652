-- Sequences; one that a column owns (serial, identity) comes and goes with it. That of an identity
-- is as its table, logged or not (since PostgreSQL 15), unless it is said; so is any "logged" one.
SELECT 'sequence' AS kind, 'pg_class'::regclass::oid AS class, c.oid, 0 AS subid,
       o.refclassid AS owner_class, o.refobjid AS owner, o.refobjsubid AS owner_subid,
       n.nspname AS schema, c.relname AS name, NULL AS arguments,
       format_type(s.seqtypid, NULL) AS type,
       s.seqstart AS start, s.seqincrement AS increment,
       s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache,
       CASE WHEN s.seqcycle THEN 't' END AS cycle,
       CASE WHEN c.relpersistence = 'u' AND (o.deptype = 'i' AND t.relpersistence = 'u') IS NOT TRUE
            THEN 'unlogged'
            WHEN c.relpersistence = 'p' AND t.relpersistence = 'u'
                 AND current_setting('server_version_num')::integer >= 150000
            THEN 'logged'
       END AS persistence,
       CASE WHEN o.deptype = 'i' THEN 't' END AS identity,
       CASE WHEN o.deptype = 'a' THEN
            (SELECT o.refobjid::regclass || '.' || quote_ident(a.attname) FROM pg_attribute a
             WHERE a.attrelid = o.refobjid AND a.attnum = o.refobjsubid)
       END AS owned_by
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
                     AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0
                     AND o.deptype IN ('a', 'i')
LEFT JOIN pg_class t ON t.oid = o.refobjid
WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
  AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid AND m.deptype = 'e')
