-- Extensions that somebody installed: plpgsql comes with every database, and where somebody made it
-- anew only pg_dump sees that. A schema that an extension makes for itself cannot be chosen.
SELECT 'extension' AS kind, 'pg_extension'::regclass::oid AS class, e.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, e.extname AS name, NULL AS arguments,
       CASE WHEN NOT EXISTS (SELECT FROM pg_depend m
                             WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid
                               AND m.refobjid = e.oid AND m.deptype = 'e')
            THEN n.nspname END AS in_schema,
       e.extversion AS version
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql' OR (e.oid >= 16384 AND current_setting('headway.whole', true) = 'on')
