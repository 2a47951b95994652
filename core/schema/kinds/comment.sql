-- Comments and security labels. A row without a name is named after its owner, the object it is on.
-- The index of a key is no object of its own: its comment goes with the key; nor is a NOT NULL: its
-- comment goes with the column or the domain.
SELECT 'comment' AS kind, NULL AS class, NULL AS oid, NULL AS subid,
       CASE WHEN k.oid IS NOT NULL THEN 'pg_constraint'::regclass::oid
            WHEN n.conrelid <> 0 THEN 'pg_class'::regclass
            WHEN n.contypid <> 0 THEN 'pg_type'::regclass ELSE d.classoid END AS owner_class,
       coalesce(k.oid, nullif(n.conrelid, 0), nullif(n.contypid, 0), d.objoid) AS owner,
       CASE WHEN n.conrelid <> 0 THEN n.conkey[1] ELSE d.objsubid END AS owner_subid,
       NULL AS schema, NULL AS name,
       CASE WHEN k.oid IS NOT NULL THEN 'index' WHEN n.oid IS NOT NULL THEN 'not-null' END
         AS arguments,
       d.description AS text, NULL AS provider
FROM pg_description d
LEFT JOIN pg_constraint k ON d.classoid = 'pg_class'::regclass AND k.conindid = d.objoid
                         AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_constraint n ON d.classoid = 'pg_constraint'::regclass AND n.oid = d.objoid
                         AND n.contype = 'n'
LEFT JOIN pg_namespace p ON d.classoid = 'pg_namespace'::regclass AND p.oid = d.objoid
                        AND p.nspname = 'public'
WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND d.objoid = 2200)
  AND (p.oid IS NULL OR d.description <> 'standard public schema')
UNION ALL
-- That this schema has none is worth a word only where all is.
SELECT 'comment', NULL, NULL, NULL, 'pg_namespace'::regclass, oid, 0, NULL, NULL, NULL, '', NULL
FROM pg_namespace
WHERE nspname = 'public' AND obj_description(oid, 'pg_namespace') IS NULL
  AND current_setting('headway.whole', true) = 'on'
UNION ALL
SELECT 'security-label', NULL, NULL, NULL, classoid, objoid, objsubid, NULL, NULL, provider, label,
       provider
FROM pg_seclabel
WHERE objoid >= 16384
