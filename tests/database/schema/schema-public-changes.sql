-- The schema that every database begins with: gone, made anew, and with other rights.
-- === gone
-- == from
DROP SCHEMA public;
-- == to
CREATE TABLE orders (id int);
-- === anew
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
DROP SCHEMA public;
CREATE SCHEMA public;
CREATE TABLE orders (id int);
-- == to
ALTER SCHEMA public OWNER TO alice;
-- === anew-for-another
-- == both
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
DROP SCHEMA public;
CREATE SCHEMA public AUTHORIZATION bob;
COMMENT ON SCHEMA public IS 'the only one';
-- == to
COMMENT ON SCHEMA public IS NULL;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO bob WITH GRANT OPTION;
