-- Comments and security labels. A row without a name is named after its owner, the object it is on.
-- The index of a key is no object of its own: its comment goes with the key.
SELECT 'comment' AS kind, NULL AS class, NULL AS oid, NULL AS subid,
       CASE WHEN k.oid IS NULL THEN d.classoid ELSE 'pg_constraint'::regclass::oid END
         AS owner_class,
       coalesce(k.oid, d.objoid) AS owner, d.objsubid AS owner_subid,
       NULL AS schema, NULL AS name, CASE WHEN k.oid IS NOT NULL THEN 'index' END AS arguments,
       d.description AS text, NULL AS provider
FROM pg_description d
LEFT JOIN pg_constraint k ON d.classoid = 'pg_class'::regclass AND k.conindid = d.objoid
                         AND k.contype IN ('p', 'u', 'x')
WHERE d.objoid >= 16384
   OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = 2200
       AND d.description <> 'standard public schema')
UNION ALL
SELECT 'security-label', NULL, NULL, NULL, classoid, objoid, objsubid, NULL, NULL, provider, label,
       provider
FROM pg_seclabel
WHERE objoid >= 16384
