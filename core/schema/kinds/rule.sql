-- Rules, but for those that make a view one.
SELECT 'rule' AS kind, 'pg_rewrite'::regclass::oid AS class, r.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, r.ev_class AS owner, 0 AS owner_subid,
       NULL AS schema, r.rulename AS name, NULL AS arguments,
       rtrim(pg_get_ruledef(r.oid), ';') AS definition,
       CASE r.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
         AS firing
FROM pg_rewrite r
WHERE r.oid >= 16384 AND r.ev_type <> '1'
