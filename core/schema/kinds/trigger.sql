-- Triggers that somebody made (not those of constraints, nor clones on partitions).
SELECT 'trigger' AS kind, 'pg_trigger'::regclass::oid AS class, t.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, t.tgrelid AS owner, 0 AS owner_subid,
       NULL AS schema, t.tgname AS name, NULL AS arguments,
       pg_get_triggerdef(t.oid) AS definition,
       CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
         AS firing
FROM pg_trigger t
WHERE t.oid >= 16384 AND NOT t.tgisinternal AND t.tgparentid = 0
