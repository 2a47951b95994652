-- An event trigger that stops every statement, and one that is told to rest.
-- == both
CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'no %', tg_tag; END$$;
-- == from
CREATE TABLE t (a integer);
CREATE EVENT TRIGGER one ON ddl_command_start EXECUTE FUNCTION stop();
-- == to
CREATE TABLE t (a integer, b integer);
CREATE EVENT TRIGGER one ON ddl_command_start EXECUTE FUNCTION stop();
ALTER EVENT TRIGGER one DISABLE;
-- == after
DROP EVENT TRIGGER one;
