-- A default uses a function whose result changes, so that it must be made anew.
-- == from
CREATE FUNCTION next() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a integer DEFAULT next());
-- == to
CREATE FUNCTION next() RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint';
CREATE TABLE t (a integer DEFAULT next());
