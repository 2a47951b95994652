-- What somebody granted on a column, for he was granted it on the table, goes before that does.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE carol; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE kept (a integer, b integer, c integer);
-- == from
GRANT SELECT, UPDATE ON kept TO alice WITH GRANT OPTION;
SET ROLE alice;
GRANT UPDATE (c), SELECT (a) ON kept TO carol;
GRANT SELECT (b) ON kept TO bob;
RESET ROLE;
-- == to
GRANT SELECT ON kept TO alice WITH GRANT OPTION;
SET ROLE alice;
GRANT SELECT (a) ON kept TO bob;
GRANT SELECT (a, c) ON kept TO carol;
RESET ROLE;
