-- What is cast by a function, or by nothing but a name, is made after the cast.
-- == both
CREATE SCHEMA elsewhere;
-- == from
CREATE TABLE kept (a integer);
-- == to
CREATE TYPE grade AS ENUM ('low', 'high');
CREATE DOMAIN points AS integer;
CREATE FUNCTION grade_points(grade) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION text_grade(text) RETURNS grade IMMUTABLE LANGUAGE sql AS 'SELECT NULL::grade';
CREATE TYPE pair AS (a integer, b integer);
CREATE CAST (grade AS integer) WITH FUNCTION grade_points(grade) AS IMPLICIT;
CREATE CAST (text AS grade) WITH FUNCTION text_grade(text) AS ASSIGNMENT;
CREATE CAST (pair AS bigint) WITH INOUT;
CREATE TABLE kept (a integer);
CREATE TABLE exam (g grade DEFAULT 'low'::text, p pair, n integer GENERATED ALWAYS AS (g::integer) STORED, CHECK (g::integer > 0));
CREATE INDEX exam_points ON exam ((g::integer));
CREATE VIEW results AS SELECT g::integer AS points, p::bigint AS pair FROM exam;
CREATE POLICY good ON exam USING (g::integer > 0);
