-- Constraints of tables and domains that were made there (not those that a parent hands down).
SELECT CASE k.contype WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
                      WHEN 'f' THEN 'foreign-key' WHEN 'x' THEN 'exclusion' END AS kind,
       'pg_constraint'::regclass::oid AS class, k.oid, 0 AS subid,
       CASE WHEN k.conrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END::oid
         AS owner_class,
       CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END AS owner, 0 AS owner_subid,
       NULL AS schema, k.conname AS name, NULL AS arguments,
       pg_get_constraintdef(k.oid) AS definition
FROM pg_constraint k
WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND k.oid >= 16384
  AND k.conislocal AND k.conparentid = 0
