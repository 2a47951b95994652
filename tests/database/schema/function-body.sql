-- A body changes: the function is replaced, and a view on it stays.
-- == from
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT f(1) AS x;
-- == to
CREATE FUNCTION f(a integer) RETURNS integer STABLE LANGUAGE sql AS 'SELECT 2';
CREATE VIEW v AS SELECT f(1) AS x;
