-- Enumerated, composite and domain types, with columns that use them.
-- === enum grows at both ends
-- == from
CREATE TYPE e AS ENUM ('b', 'd');
CREATE TABLE t (a e DEFAULT 'b');
CREATE VIEW v AS SELECT a FROM t WHERE a > 'b';
-- == rows
INSERT INTO t VALUES ('d');
-- == to
CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'e');
CREATE TABLE t (a e DEFAULT 'c');
CREATE VIEW v AS SELECT a FROM t WHERE a > 'a';
-- == keeps
SELECT a = 'd' FROM t
-- === enum loses a value
-- == from
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (a e, b e[], UNIQUE (a));
CREATE INDEX i ON t (a) WHERE a <> 'b';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1';
-- == rows
INSERT INTO t VALUES ('a', '{a,c}');
-- == to
CREATE TYPE e AS ENUM ('a', 'c');
CREATE TABLE t (a e, b e[], UNIQUE (a));
CREATE INDEX i ON t (a) WHERE a <> 'c';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1';
-- == keeps
SELECT a = 'a' AND b = '{a,c}' FROM t
-- === enum of a key of partitions
-- == from
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (a e, b integer) PARTITION BY LIST (a);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
-- == to
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (a e, b integer) PARTITION BY LIST (a);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
CREATE TABLE t_c PARTITION OF t FOR VALUES IN ('c');
-- === composite fields
-- == from
CREATE TYPE c AS (a integer, b text);
CREATE FUNCTION f() RETURNS c LANGUAGE sql AS 'SELECT 1, ''x''';
-- == to
CREATE TYPE c AS (a integer, b varchar(7), d date);
CREATE FUNCTION f() RETURNS c LANGUAGE sql AS 'SELECT 1, ''x''::varchar, now()::date';
COMMENT ON TYPE c IS 'c';
COMMENT ON COLUMN c.d IS 'd';
-- === composite in composite
-- == from
CREATE TYPE a AS (x integer);
CREATE TYPE b AS (a a, y a[]);
-- == to
CREATE TYPE a AS (x integer, z text);
CREATE TYPE b AS (a a, y text);
CREATE TYPE d AS (b b);
-- === domain over a domain
-- == from
CREATE DOMAIN a AS integer CHECK (VALUE > 0);
CREATE DOMAIN b AS a CHECK (VALUE < 9);
CREATE TABLE t (x b, y a[]);
-- == rows
INSERT INTO t VALUES (5, '{1}');
-- == to
CREATE DOMAIN a AS bigint CHECK (VALUE > 0);
CREATE DOMAIN b AS a CHECK (VALUE < 9);
CREATE TABLE t (x b, y a[]);
-- == keeps
SELECT x = 5 AND y = '{1}' FROM t
-- === domain default and collation
-- == from
CREATE DOMAIN d AS text DEFAULT 'x';
CREATE DOMAIN e AS varchar(5) COLLATE "C";
-- == to
CREATE DOMAIN d AS text DEFAULT 'y' NOT NULL;
CREATE DOMAIN e AS varchar(5);
COMMENT ON DOMAIN e IS 'e';
-- === text becomes enum
-- == from
CREATE TABLE t (a text DEFAULT 'new' CHECK (a IN ('new', 'old')));
-- == rows
INSERT INTO t VALUES ('old');
-- == to
CREATE TYPE e AS ENUM ('new', 'old');
CREATE TABLE t (a e DEFAULT 'new');
-- == keeps
SELECT a = 'old' FROM t
-- === enum moves to another schema
-- == both
CREATE SCHEMA s;
-- == from
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (a e DEFAULT 'a');
-- == rows
INSERT INTO t DEFAULT VALUES;
-- == to
CREATE TYPE s.e AS ENUM ('a');
CREATE TABLE t (a s.e DEFAULT 'a');
-- == keeps
SELECT a::text = 'a' FROM t
-- === only named
-- == from
CREATE TYPE gone;
-- == to
CREATE TYPE fresh;
-- === range in use
-- == both
CREATE FUNCTION apart(numeric, numeric) RETURNS double precision IMMUTABLE LANGUAGE sql AS 'SELECT ($1 - $2)::double precision';
-- == from
CREATE TYPE r AS RANGE (SUBTYPE = numeric);
CREATE FUNCTION f(r) RETURNS numeric LANGUAGE sql AS 'SELECT upper($1)';
CREATE VIEW v AS SELECT f(r(1, 2)) AS a;
-- == to
CREATE TYPE r AS RANGE (SUBTYPE = numeric, SUBTYPE_DIFF = apart);
CREATE FUNCTION f(r) RETURNS numeric LANGUAGE sql AS 'SELECT lower($1)';
CREATE VIEW v AS SELECT f(r(1, 2)) AS a;
