-- An aggregate changes its start; another its state and with it its result; one becomes a function.
-- == from
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE AGGREGATE lines(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE few(integer) (SFUNC = int4pl, STYPE = integer);
CREATE AGGREGATE other(integer) (SFUNC = int4pl, STYPE = integer);
CREATE VIEW v AS SELECT total(g) FROM generate_series(1, 3) AS g;
-- == to
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '1', PARALLEL = RESTRICTED);
CREATE AGGREGATE lines(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '5');
CREATE AGGREGATE few(integer) (SFUNC = int4_sum, STYPE = bigint);
CREATE FUNCTION other(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT total(g) FROM generate_series(1, 3) AS g;
