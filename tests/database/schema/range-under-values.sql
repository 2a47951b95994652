-- A range is made anew under types and columns: their values wait as text.
-- === fields, which change too
-- == from
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TYPE inner_type AS (a integer, s span);
CREATE TYPE outer_type AS (before text, i inner_type, gone integer, l span[]);
CREATE TABLE t (id integer, o outer_type, os outer_type[] DEFAULT '{}');
-- == rows
INSERT INTO t VALUES (1, ROW('x', ROW(7, '[1,3)')::inner_type, 5, '{"[2,4)"}'), ARRAY[ROW('y', ROW(8, '[5,6)')::inner_type, 6, '{}')::outer_type]);
-- == to
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = int4range_subdiff);
CREATE TYPE inner_type AS (a integer, s span);
CREATE TYPE outer_type AS (before text, i inner_type, l span[], more integer);
CREATE TABLE t (id integer, o outer_type, os outer_type[] DEFAULT '{}');
-- == keeps
SELECT (o).before = 'x' AND ((o).i).a = 7 AND lower(((o).i).s) = 1 AND upper((o).l[1]) = 4 AND (o).more IS NULL
   AND ((os[1]).i).a = 8 AND upper(((os[1]).i).s) = 6 FROM t
-- === a domain over them, and a heir
-- == from
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TYPE held AS (a integer, s span);
CREATE DOMAIN checked AS held CHECK ((VALUE).a > 0);
CREATE TABLE t (id integer, c checked, s span);
CREATE TABLE heir () INHERITS (t);
CREATE VIEW seen AS SELECT lower((c).s) FROM t;
-- == rows
INSERT INTO heir VALUES (1, ROW(7, '[1,3)'), '[4,5)');
-- == to
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = int4range_subdiff);
CREATE TYPE held AS (a integer, s span);
CREATE DOMAIN checked AS held CHECK ((VALUE).a > 0);
CREATE TABLE t (id integer, c checked, s span);
CREATE TABLE heir () INHERITS (t);
CREATE VIEW seen AS SELECT lower((c).s) FROM t;
-- == keeps
SELECT (c).a = 7 AND upper((c).s) = 3 AND lower(s) = 4 FROM t
-- === columns that go, where they may
-- == from
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TYPE held AS (a integer, s span);
CREATE TABLE t (a integer, s span DEFAULT '[1,2)', h held[]);
CREATE TABLE u (s span[]);
CREATE TABLE heir () INHERITS (u);
-- == to
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = int4range_subdiff);
CREATE TABLE t (a integer);
