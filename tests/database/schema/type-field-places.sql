-- The fields of a type that no column is of change places.
-- === unused
-- == from
CREATE TYPE span AS (first integer, last integer);
CREATE FUNCTION width(span) RETURNS integer LANGUAGE sql AS 'SELECT ($1).last - ($1).first';
COMMENT ON FUNCTION width(span) IS 'How wide';
-- == to
CREATE TYPE span AS (first integer, unit text, last integer);
CREATE FUNCTION width(span) RETURNS integer LANGUAGE sql AS 'SELECT ($1).last - ($1).first';
COMMENT ON FUNCTION width(span) IS 'How wide';
-- Fields come and go where others get another type: values are read by the places of fields.
-- === used
-- == from
CREATE TYPE span AS (first integer, last integer, unit text);
CREATE TYPE range_of AS (span span, note text);
CREATE DOMAIN spans AS span[];
CREATE TABLE track (span span, many spans, inner_span range_of);
CREATE VIEW lengths AS SELECT (span).last - (span).first AS length FROM track;
-- == rows
INSERT INTO track VALUES ((1, 2, 'm'), ARRAY[(3, 4, 'k')::span], ((5, 6, 'l')::span, 'n'));
-- == to
CREATE TYPE span AS (first bigint, last integer, colour text);
CREATE TYPE range_of AS (span span, note text);
CREATE DOMAIN spans AS span[];
CREATE TABLE track (span span, many spans, inner_span range_of);
CREATE VIEW lengths AS SELECT (span).last - (span).first AS length FROM track;
-- == keeps
SELECT span = (1, 2, NULL)::span AND (many::span[])[1].last = 4 AND ((inner_span).span).last = 6 FROM track
