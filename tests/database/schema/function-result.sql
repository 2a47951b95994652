-- A result changes: the function is made anew, with views, checks, indexes and generated columns on it.
-- == from
CREATE FUNCTION f(a integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a integer CHECK (f(a) > 0), g integer GENERATED ALWAYS AS (f(a)) STORED);
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS x FROM t;
COMMENT ON FUNCTION f(integer) IS 'F';
-- == to
CREATE FUNCTION f(a integer) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT 1::bigint';
CREATE TABLE t (a integer CHECK (f(a) > 0), g integer GENERATED ALWAYS AS (f(a)) STORED);
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) AS x FROM t;
COMMENT ON FUNCTION f(integer) IS 'F';
