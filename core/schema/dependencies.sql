-- What depends on what, as far as it was not there when the server was made. That an object lies
-- in a schema is known already, but for extensions.
SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype
FROM pg_depend
WHERE objid >= 16384 AND deptype IN ('n', 'a', 'i', 'e', 'P', 'S')
  AND (refobjid >= 16384 AND refclassid <> 'pg_namespace'::regclass
       OR refclassid = 'pg_namespace'::regclass AND classid = 'pg_extension'::regclass)
