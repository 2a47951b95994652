-- Languages, a transform, and a function in a language.
-- == from
CREATE LANGUAGE changing HANDLER plpgsql_call_handler;
-- == to
CREATE TRUSTED LANGUAGE changing HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler
  VALIDATOR plpgsql_validator;
CREATE FUNCTION f() RETURNS integer LANGUAGE changing AS 'BEGIN RETURN 1; END';
CREATE FUNCTION from_text(internal) RETURNS internal LANGUAGE internal AS 'textin';
CREATE TYPE pair AS (a integer);
COMMENT ON LANGUAGE changing IS 'other';
CREATE TRANSFORM FOR text LANGUAGE changing
  (FROM SQL WITH FUNCTION prsd_lextype(internal));
COMMENT ON TRANSFORM FOR text LANGUAGE changing IS 'in';
