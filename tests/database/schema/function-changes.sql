-- Functions and procedures, with what depends on them.
-- === default arguments
-- == from
CREATE FUNCTION f(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(a text DEFAULT 'x') RETURNS text LANGUAGE sql AS 'SELECT $1';
-- == to
CREATE FUNCTION f(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(a text) RETURNS text LANGUAGE sql AS 'SELECT $1';
-- === names of arguments
-- == from
CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(a => 1, b => 2) AS x;
-- == to
CREATE FUNCTION f(x integer, y integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(x => 1, y => 2) AS x;
-- === result with dependents
-- == from
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f() AS a;
CREATE TABLE t (a integer DEFAULT f());
CREATE TABLE u (a integer, CHECK (a > f()));
-- == to
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE VIEW v AS SELECT f() AS a;
CREATE TABLE t (a integer DEFAULT f());
CREATE TABLE u (a integer, CHECK (a > f()));
-- === function becomes procedure
-- == from
CREATE FUNCTION f(a integer) RETURNS void LANGUAGE sql AS '';
CREATE PROCEDURE p(a integer) LANGUAGE sql AS '';
-- == to
CREATE PROCEDURE f(a integer) LANGUAGE sql AS '';
CREATE FUNCTION p(a integer) RETURNS void LANGUAGE sql AS '';
-- === returns a table of
-- == from
CREATE TABLE t (a integer, b text);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION g(t) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
-- == to
CREATE TABLE t (a integer, b text, c date);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION g(t) RETURNS text LANGUAGE sql AS 'SELECT $1.c::text';
-- === settings
-- == from
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS 'BEGIN RETURN 1; END';
CREATE FUNCTION g() RETURNS integer LANGUAGE plpgsql SET work_mem = '1MB' SET datestyle = 'ISO, DMY' AS 'BEGIN RETURN 1; END';
-- == to
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql SET search_path = '' AS 'BEGIN RETURN 1; END';
CREATE FUNCTION g() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN 1; END';
-- === polymorphic
-- == from
CREATE FUNCTION f(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1]';
-- == to
CREATE FUNCTION f(anyelement, VARIADIC anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION g(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1';
-- === odd bodies
-- == from
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $a$ SELECT 'it''s $function$ and $$ and \ and ;' $a$;
-- == to
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $a$
  -- a comment; with a semicolon
  SELECT 'é' || E'\t' || $$x$$ || '$function$' $a$;
-- === overloads
-- == from
CREATE FUNCTION f(integer) RETURNS text LANGUAGE sql AS 'SELECT ''i''';
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT ''t''';
COMMENT ON FUNCTION f(integer) IS 'integer';
-- == to
CREATE FUNCTION f(bigint) RETURNS text LANGUAGE sql AS 'SELECT ''b''';
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT ''T''';
CREATE FUNCTION f(integer, text) RETURNS text LANGUAGE sql AS 'SELECT ''2''';
COMMENT ON FUNCTION f(text) IS 'text';
-- === aggregates
-- == from
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE gone(text) (SFUNC = textcat, STYPE = text);
CREATE VIEW v AS SELECT total(x) FROM generate_series(1, 3) AS x;
-- == to
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '1', PARALLEL = SAFE);
CREATE AGGREGATE fresh(double precision) (SFUNC = float8pl, STYPE = double precision, COMBINEFUNC = float8pl);
CREATE VIEW v AS SELECT total(x) FROM generate_series(1, 3) AS x;
-- === of an extension
-- == from
CREATE EXTENSION citext;
CREATE FUNCTION f(citext) RETURNS citext LANGUAGE sql AS 'SELECT $1';
-- == to
CREATE EXTENSION citext;
CREATE FUNCTION f(citext) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE TABLE t (a citext DEFAULT f('x'));
