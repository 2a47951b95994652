-- What another than the owner granted: carol has it from bob, who may grant on.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE "odd: role"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
GRANT USAGE ON SCHEMA public TO PUBLIC;
CREATE TABLE ledger (amount int, note text);
CREATE SEQUENCE numbers;
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'select 1';
-- == from
GRANT SELECT, UPDATE ON ledger TO bob WITH GRANT OPTION;
GRANT UPDATE (note) ON ledger TO bob WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION total() TO alice WITH GRANT OPTION;
SET ROLE bob;
GRANT SELECT ON ledger TO "odd: role";
GRANT UPDATE (note) ON ledger TO alice;
SET ROLE alice;
GRANT EXECUTE ON FUNCTION total() TO bob;
RESET ROLE;
-- == to
GRANT SELECT ON ledger TO bob;
GRANT USAGE ON SEQUENCE numbers TO "odd: role" WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION total() TO alice WITH GRANT OPTION;
SET ROLE "odd: role";
GRANT USAGE ON SEQUENCE numbers TO bob WITH GRANT OPTION;
SET ROLE alice;
GRANT EXECUTE ON FUNCTION total() TO "odd: role" WITH GRANT OPTION;
RESET ROLE;
