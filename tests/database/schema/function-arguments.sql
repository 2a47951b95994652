-- Names and defaults of arguments change; a function becomes a procedure.
-- == from
CREATE FUNCTION f(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS void LANGUAGE sql AS '';
-- == to
CREATE FUNCTION f(x integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE g() LANGUAGE sql AS '';
