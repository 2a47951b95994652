-- Functions whose body the server parsed: they need what they name.
-- === create
-- from 14
-- == to
CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION modern(x integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT add(x, 2); END;
CREATE FUNCTION short(x integer) RETURNS integer LANGUAGE sql RETURN x + 1;
-- === change
-- from 14
-- == both
CREATE TABLE t (a integer, b text);
-- == from
CREATE FUNCTION body(a integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a; END;
-- == to
CREATE FUNCTION body(a integer) RETURNS integer LANGUAGE sql
  BEGIN ATOMIC SELECT count(*)::integer FROM t WHERE t.a = body.a; END;
CREATE PROCEDURE q(VARIADIC a integer[]) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (1); END;
-- === of a table that goes
-- from 14
-- == from
CREATE TABLE gone (a integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM gone; END;
CREATE VIEW v AS SELECT f() AS n;
-- == to
CREATE TABLE fresh (a integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM fresh; END;
CREATE VIEW v AS SELECT f() AS n;
