-- A base type of its own functions, a column of it, and a name that has no definition yet.
-- == to
CREATE TYPE later;
CREATE TYPE whole;
CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
CREATE FUNCTION whole_receive(internal) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4recv';
CREATE FUNCTION whole_send(whole) RETURNS bytea IMMUTABLE STRICT LANGUAGE internal AS 'int4send';
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, RECEIVE = whole_receive, SEND = whole_send,
  LIKE = integer, CATEGORY = 'N', DEFAULT = '7', DELIMITER = ';');
CREATE FUNCTION double(whole) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE TABLE t (n whole, l whole[]);
CREATE VIEW v AS SELECT n FROM t;
COMMENT ON TYPE whole IS 'a number';
