-- A range gets another subtype and a function for its distance.
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
