-- Every property of a function.
-- == both
CREATE TABLE t (a integer, b text);
-- == from
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(a integer) RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p(a integer, INOUT b text) LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION rank_of() RETURNS bigint WINDOW LANGUAGE internal AS 'window_rank';
-- == to
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
  COST 7 SECURITY DEFINER SET work_mem = '1MB' SET search_path = public, "a b" AS 'SELECT 2';
CREATE FUNCTION g(a integer) RETURNS SETOF integer LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 5
  SUPPORT generate_series_int4_support AS 'SELECT 1';
CREATE PROCEDURE p(a integer, INOUT b text) LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END';
CREATE FUNCTION rank_of() RETURNS bigint WINDOW STABLE LANGUAGE internal AS 'window_rank';
CREATE FUNCTION first() RETURNS bigint WINDOW LANGUAGE internal AS 'window_row_number';
