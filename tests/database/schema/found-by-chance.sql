-- What test-random.py found, made small.
-- === list of varchar
-- == from
CREATE DOMAIN d AS varchar(20) CHECK (VALUE IN ('a', 'b'));
CREATE TABLE t (a varchar, b varchar CHECK (b NOT IN ('it''s', '])::text[])')));
CREATE INDEX i ON t (a) WHERE a IN ('x', 'y');
CREATE FUNCTION f() RETURNS text LANGUAGE sql
  AS $body$ SELECT 'ANY ((ARRAY[1])::text[])' WHERE 'a'::text = ANY ((ARRAY['a'::varchar])::text[]) $body$;
-- == to
CREATE TABLE t (a varchar CHECK (a IN ('new', 'paid')), b varchar);
CREATE VIEW v AS SELECT a, a = ANY (ARRAY['x'::varchar, 'y'::varchar]) AS known FROM t;
-- === view under a view that changes with it
-- == from
CREATE TABLE t (a integer, b integer);
CREATE VIEW low AS SELECT a + 1 AS one, b FROM t GROUP BY 1, 2;
CREATE VIEW high AS SELECT coalesce(one, 0) AS c FROM low;
-- == to
CREATE TABLE t (a integer, b integer);
CREATE VIEW low AS SELECT b FROM t GROUP BY 1;
CREATE VIEW high AS SELECT coalesce(b, 0) AS c FROM low;
-- === type becomes another of its name
-- == from
CREATE TYPE x AS ENUM ('[1,2)', 'empty');
CREATE TABLE t (a x, b x[]);
-- == rows
INSERT INTO t VALUES ('[1,2)', '{empty}');
-- == to
CREATE TYPE x AS RANGE (SUBTYPE = integer);
CREATE TABLE t (a x, b x[]);
-- == keeps
SELECT lower(a) = 1 AND isempty(b[1]) FROM t;
-- === type becomes another of its name and moves
-- == both
CREATE SCHEMA other;
-- == from
CREATE TYPE x AS ENUM ('a', 'b');
CREATE TABLE t (a x DEFAULT 'b');
CREATE TABLE u (a x);
-- == rows
INSERT INTO t VALUES ('a');
-- == to
CREATE TYPE x AS RANGE (SUBTYPE = integer);
CREATE TYPE other.x AS ENUM ('a', 'b');
CREATE TABLE t (a other.x DEFAULT 'b');
CREATE TABLE u (a x);
-- == keeps
SELECT a = 'a' FROM t;
-- === compression that is had from a parent
-- from 14
-- == from
CREATE TABLE parent (a text COMPRESSION pglz, b text);
ALTER TABLE parent ALTER b SET STORAGE external;
CREATE TABLE child () INHERITS (parent);
-- == to
CREATE TABLE parent (a text, b text);
ALTER TABLE parent ALTER a SET STORAGE main;
CREATE TABLE child (c text) INHERITS (parent);
ALTER TABLE child ALTER a SET STORAGE extended;
-- === compression of an heir that is new
-- from 14
-- == from
CREATE TABLE parent (a text, b text);
-- == to
CREATE TABLE parent (a text COMPRESSION pglz, b text);
CREATE TABLE child () INHERITS (parent);
ALTER TABLE parent ALTER a SET COMPRESSION default;
CREATE TABLE other () INHERITS (parent);
ALTER TABLE other ALTER b SET COMPRESSION pglz;
-- === sequence with other bounds altogether
-- == from
CREATE SEQUENCE s INCREMENT BY -1;
-- == to
CREATE SEQUENCE s CACHE 20;
-- === range in a composite type
-- == from
CREATE TYPE r AS RANGE (SUBTYPE = double precision);
CREATE TYPE c AS (a r, b integer);
-- == to
CREATE TYPE r AS RANGE (SUBTYPE = text);
CREATE TYPE c AS (a r, b integer);
-- === table leaves its type, which goes
-- == from
CREATE TYPE c AS (a integer);
CREATE TABLE t OF c;
-- == to
CREATE TABLE t (b integer);
-- === table goes from type to type
-- == from
CREATE TYPE c AS (a integer, b text);
CREATE TYPE d AS (a integer, b text, c date);
CREATE TABLE t OF c;
-- == rows
INSERT INTO t VALUES (1, 'b');
-- == to
CREATE TYPE c AS (a integer, b text);
CREATE TYPE d AS (a integer, b text);
CREATE TABLE t OF d;
-- == keeps
SELECT a = 1 AND b = 'b' FROM t;
-- === options of a key of a partitioned table
-- == from
CREATE TABLE t (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE p PARTITION OF t FOR VALUES IN (1);
-- == to
CREATE TABLE t (a integer, b integer, UNIQUE (a) WITH (fillfactor = 80) DEFERRABLE INITIALLY DEFERRED)
  PARTITION BY LIST (a);
CREATE TABLE p PARTITION OF t FOR VALUES IN (1);
ALTER TABLE p ADD UNIQUE (b, a) WITH (fillfactor = 70);
-- === statistics of columns in another order
-- from 14
-- == from
CREATE TABLE t (c integer);
-- == to
CREATE TABLE t (b integer, a integer, c integer);
CREATE STATISTICS s (ndistinct) ON c, b, a FROM t;
CREATE STATISTICS e ON (a + 1), (b + 1) FROM t;
CREATE STATISTICS m ON b, (a + 1), a FROM t;
-- === partitioned table becomes a type
-- == from
CREATE TABLE t (a timestamp, b integer) PARTITION BY LIST (a);
-- == to
CREATE TYPE t AS (a bigint);
-- === domain over a type with a default
-- == from
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'boolin';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'boolout';
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char,
               DEFAULT = 'f');
CREATE DOMAIN d AS b;
CREATE DOMAIN e AS b DEFAULT 't';
-- == to
CREATE DOMAIN e AS integer DEFAULT 1;
-- === rows said by the places of fields
-- == from
CREATE TYPE c AS (a integer, b text);
CREATE TABLE t (a c DEFAULT ROW(1, 'b')::c, CHECK (a <> ROW(2, 'c')::c));
CREATE VIEW v AS SELECT ROW(3, 'd')::c AS x;
-- == to
CREATE TYPE c AS (a integer, d text);
CREATE TABLE t (a c DEFAULT ROW(1, 'b')::c, CHECK (a <> ROW(2, 'c')::c));
CREATE VIEW v AS SELECT ROW(3, 'd')::c AS x;
-- === domain that must not be null, of another type
-- == from
CREATE DOMAIN d AS date NOT NULL;
CREATE TABLE t (a d);
-- == to
CREATE DOMAIN d AS integer[] NOT NULL;
CREATE TABLE t (a d);
