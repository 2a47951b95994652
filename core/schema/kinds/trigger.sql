-- Triggers that somebody made (not those of constraints).
SELECT 'trigger' AS kind, 'pg_trigger'::regclass::oid AS class, t.oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, t.tgrelid AS owner, 0 AS owner_subid,
       NULL AS schema, t.tgname AS name, NULL AS arguments,
       pg_get_triggerdef(t.oid) AS definition,
       CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
         AS firing
FROM pg_trigger t
WHERE t.oid >= 16384 AND NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
-- Those of a partition follow from its parent's, unless they fire otherwise.
SELECT 'partition-trigger', 'pg_trigger'::regclass, t.oid, 0, 'pg_class'::regclass, t.tgrelid, 0,
       NULL, t.tgname, NULL, pg_get_triggerdef(t.oid),
       CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
FROM pg_trigger t
JOIN pg_trigger p ON p.oid = t.tgparentid AND NOT p.tgisinternal
WHERE t.oid >= 16384 AND t.tgenabled <> p.tgenabled
