-- Event triggers that stop every statement are the first to go and the last to come.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'no %', tg_tag; END$$;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE t (a mood);
CREATE EVENT TRIGGER one ON ddl_command_start EXECUTE FUNCTION stop();
COMMENT ON EVENT TRIGGER one IS 'stops all';
-- == to
CREATE FUNCTION halt() RETURNS event_trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'not %', tg_tag; END$$;
ALTER FUNCTION halt() OWNER TO alice;
CREATE TYPE mood AS ENUM ('c', 'a');
CREATE TABLE t (a mood);
COMMENT ON TABLE t IS 't';
GRANT SELECT ON t TO alice;
CREATE EVENT TRIGGER two ON ddl_command_start EXECUTE FUNCTION halt();
COMMENT ON EVENT TRIGGER two IS 'stops all';
-- == after
DROP EVENT TRIGGER IF EXISTS one;
DROP EVENT TRIGGER IF EXISTS two;
