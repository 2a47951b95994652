-- A domain of which arrays and rows in tables are cannot get a condition.
-- === check
-- == from
CREATE DOMAIN d AS boolean;
CREATE DOMAIN over AS d;
CREATE TABLE t (a d[], b over, c over[]);
-- == to
CREATE DOMAIN d AS boolean CHECK (VALUE IN (false, true));
CREATE DOMAIN over AS d;
CREATE TABLE t (a d[], b over, c over[]);
-- == rows
INSERT INTO t VALUES ('{t,f}', true, '{f}');
-- == keeps
SELECT a = '{t,f}' AND b AND c = '{f}' FROM t;
-- === in a row
-- == from
CREATE DOMAIN d AS integer;
CREATE DOMAIN e AS integer;
ALTER DOMAIN e ADD CONSTRAINT valid CHECK (VALUE > 0) NOT VALID;
CREATE TYPE whole AS (d d, e e);
CREATE TABLE t (r whole);
-- == to
CREATE DOMAIN d AS integer NOT NULL;
CREATE DOMAIN e AS integer CONSTRAINT valid CHECK (VALUE > 0);
CREATE TYPE whole AS (d d, e e);
CREATE TABLE t (r whole);
-- == rows
INSERT INTO t VALUES ('(1,2)');
-- == keeps
SELECT (r).d = 1 AND (r).e = 2 FROM t;
-- === after a function
-- == from
CREATE FUNCTION f (integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
CREATE DOMAIN d AS integer CHECK (f(VALUE));
CREATE TABLE t (a d[]);
-- == to
CREATE FUNCTION f (x integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
CREATE DOMAIN d AS integer CHECK (f(VALUE));
CREATE TABLE t (a d[]);
-- === over a type whose field changes
-- == from
CREATE TYPE t AS (a int4range, b integer);
CREATE DOMAIN d AS t DEFAULT NULL::t;
CREATE TABLE u (d d);
-- == to
CREATE TYPE t AS (a tsvector, b integer);
CREATE DOMAIN d AS t DEFAULT NULL::t;
CREATE TABLE u (d d);
