-- Casts of every form, one that changes.
-- == both
CREATE TYPE color AS ENUM ('red', 'green');
CREATE FUNCTION to_color(integer) RETURNS color IMMUTABLE LANGUAGE sql AS 'SELECT ''red''::color';
CREATE DOMAIN word AS text;
-- == from
CREATE CAST (integer AS color) WITH FUNCTION to_color(integer);
-- == to
CREATE CAST (integer AS color) WITH FUNCTION to_color(integer) AS ASSIGNMENT;
CREATE CAST (color AS text) WITH INOUT AS IMPLICIT;
CREATE TYPE line AS (a integer, b text);
CREATE CAST (line AS text) WITH INOUT;
CREATE CAST (bigint AS timestamp) WITHOUT FUNCTION;
COMMENT ON CAST (line AS text) IS 'as text';
