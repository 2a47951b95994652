-- A new owner gets all that the old one had, who keeps nothing.
-- === restricted
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE goods (id int, price int);
CREATE SCHEMA shop;
CREATE TYPE size AS ENUM ('small');
-- == from
ALTER TABLE goods OWNER TO alice;
REVOKE INSERT ON goods FROM alice;
GRANT SELECT ON goods TO bob;
GRANT UPDATE (price) ON goods TO bob;
ALTER TYPE size OWNER TO alice;
GRANT USAGE ON SCHEMA shop TO bob WITH GRANT OPTION;
-- == to
ALTER TABLE goods OWNER TO bob;
GRANT ALL ON goods TO alice;
GRANT SELECT (id) ON goods TO alice;
ALTER TYPE size OWNER TO bob;
REVOKE ALL ON TYPE size FROM bob;
ALTER SCHEMA shop OWNER TO bob;
-- === nothing-left
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE goods (id int);
-- == from
ALTER TABLE goods OWNER TO alice;
REVOKE ALL ON goods FROM alice;
GRANT SELECT ON goods TO PUBLIC;
-- == to
ALTER TABLE goods OWNER TO bob;
-- === column
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE goods (id int, price int, size int);
-- == from
GRANT SELECT (price) ON goods TO alice WITH GRANT OPTION;
GRANT INSERT (price) ON goods TO bob;
GRANT INSERT (size) ON goods TO bob;
-- == to
ALTER TABLE goods OWNER TO alice;
GRANT SELECT (price) ON goods TO alice WITH GRANT OPTION;
GRANT INSERT (price) ON goods TO bob;
GRANT INSERT (size) ON goods TO bob;
