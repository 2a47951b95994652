-- Extensions that somebody installed: plpgsql comes with every database.
SELECT 'extension' AS kind, 'pg_extension'::regclass::oid AS class, e.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, e.extname AS name, NULL AS arguments,
       n.nspname AS in_schema
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql'
