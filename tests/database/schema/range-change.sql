-- Ranges are made otherwise; what is kept in columns stays.
-- === another subtype
-- == both
CREATE FUNCTION distance(time, time) RETURNS double precision IMMUTABLE LANGUAGE sql
  AS 'SELECT EXTRACT(EPOCH FROM $1 - $2)';
-- == from
CREATE TYPE timerange AS RANGE (SUBTYPE = time);
CREATE TYPE numbers AS RANGE (SUBTYPE = integer);
CREATE FUNCTION f(timerange) RETURNS time LANGUAGE sql AS 'SELECT lower($1)';
-- == to
CREATE TYPE timerange AS RANGE (SUBTYPE = time, SUBTYPE_DIFF = distance);
CREATE TYPE numbers AS RANGE (SUBTYPE = bigint);
CREATE FUNCTION f(timerange) RETURNS time LANGUAGE sql AS 'SELECT upper($1)';
-- === in columns
-- == both
CREATE FUNCTION distance(time, time) RETURNS double precision IMMUTABLE LANGUAGE sql
  AS 'SELECT EXTRACT(EPOCH FROM $1 - $2)';
-- == from
CREATE TYPE timerange AS RANGE (SUBTYPE = time);
CREATE TABLE t (id integer PRIMARY KEY, a timerange NOT NULL DEFAULT timerange('08:00', '09:00'), b timerange[]);
CREATE TABLE h (c timerange) INHERITS (t);
CREATE INDEX i ON t USING gist (a);
CREATE VIEW v AS SELECT lower(a) AS start FROM t;
COMMENT ON COLUMN t.a IS 'when';
-- == rows
INSERT INTO t VALUES (1, DEFAULT, '{"[10:00,11:00)"}');
INSERT INTO h VALUES (2, DEFAULT, NULL, '[12:00,13:00)');
-- == to
CREATE TYPE timerange AS RANGE (SUBTYPE = time, SUBTYPE_DIFF = distance);
CREATE TABLE t (id integer PRIMARY KEY, a timerange DEFAULT timerange('07:00', '09:00'), b timerange[]);
CREATE TABLE h (c timerange) INHERITS (t);
CREATE INDEX i ON t USING gist (a);
CREATE VIEW v AS SELECT lower(a) AS start FROM t;
COMMENT ON COLUMN t.a IS 'when';
-- == keeps
SELECT (SELECT count(*) FROM t WHERE lower(a) = '08:00') = 2 AND (SELECT c = '[12:00,13:00)' FROM h) AND (SELECT lower(b[1]) = '10:00' FROM t WHERE id = 1)
