-- Comments. A row without a name is named after its owner, the object it is on.
SELECT 'comment' AS kind, NULL AS class, NULL AS oid, NULL AS subid,
       d.classoid AS owner_class, d.objoid AS owner, d.objsubid AS owner_subid,
       NULL AS schema, NULL AS name, NULL AS arguments,
       d.description AS text
FROM pg_description d
WHERE d.objoid >= 16384
   OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = 2200
       AND d.description <> 'standard public schema')
