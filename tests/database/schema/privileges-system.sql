-- Privileges on what came with the server, and on the members of an extension.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
CREATE EXTENSION postgres_fdw;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO alice;
REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_ls_dir(text) TO bob WITH GRANT OPTION;
-- == to
CREATE EXTENSION "uuid-ossp";
REVOKE ALL ON FUNCTION uuid_generate_v4() FROM PUBLIC;
GRANT SELECT (rolname) ON pg_authid TO alice;
REVOKE ALL ON pg_stats FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO alice;
