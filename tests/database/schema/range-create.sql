-- Ranges: plain, with a collation, and with functions that take the range.
-- == to
CREATE SCHEMA s;
CREATE TYPE pricerange AS RANGE (SUBTYPE = numeric);
CREATE TYPE s.wordrange AS RANGE (SUBTYPE = text, COLLATION = "C");
CREATE FUNCTION distance(time, time) RETURNS double precision IMMUTABLE LANGUAGE sql
  AS 'SELECT EXTRACT(EPOCH FROM $1 - $2)';
CREATE TYPE timerange AS RANGE (SUBTYPE = time, SUBTYPE_DIFF = distance);
CREATE TABLE t (p pricerange, w s.wordrange, h timerange DEFAULT timerange('08:00', '17:00'),
  EXCLUDE USING gist (h WITH &&));
CREATE FUNCTION f(pricerange) RETURNS boolean LANGUAGE sql AS 'SELECT isempty($1)';
COMMENT ON TYPE pricerange IS 'from and to';
