-- Enumerated types; labels are a list of SQL literals in their order.
SELECT 'enum' AS kind, 'pg_type'::regclass::oid AS class, t.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, t.typname AS name, NULL AS arguments,
       (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
        FROM pg_enum l WHERE l.enumtypid = t.oid) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.oid >= 16384 AND t.typtype = 'e'
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
  AND NOT EXISTS (SELECT FROM pg_depend m
                  WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid AND m.deptype = 'e')
