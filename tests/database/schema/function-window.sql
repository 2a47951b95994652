-- A function becomes one of windows, which none can be altered into.
-- == both
CREATE VIEW numbers AS SELECT 1 AS n;
-- == from
CREATE FUNCTION place(integer) RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
COMMENT ON FUNCTION place(integer) IS 'Where it stands';
CREATE VIEW places AS SELECT place(n) OVER () AS place FROM numbers;
-- == to
CREATE FUNCTION place(integer) RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint';
COMMENT ON FUNCTION place(integer) IS 'Where it stands';
