-- Aggregates of every form.
-- == to
CREATE FUNCTION add(integer, integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 + $2';
CREATE FUNCTION take(integer, integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 - $2';
CREATE FUNCTION last(integer) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1::text';
CREATE AGGREGATE total(integer) (SFUNC = add, STYPE = integer, FINALFUNC = last, INITCOND = '0',
  COMBINEFUNC = add, PARALLEL = SAFE, MSFUNC = add, MINVFUNC = take, MSTYPE = integer,
  MFINALFUNC = last, MINITCOND = '0', SSPACE = 8);
CREATE AGGREGATE lines(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE lowest(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <);
CREATE AGGREGATE middle(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition,
  STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA,
  FINALFUNC_MODIFY = READ_WRITE);
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
  STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
COMMENT ON AGGREGATE total(integer) IS 'the sum';
CREATE VIEW v AS SELECT total(g) FROM generate_series(1, 3) AS g;
