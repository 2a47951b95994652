-- Operators that name each other, a class and a family with members of their own.
-- == to
CREATE TYPE pair AS (a integer, b integer);
CREATE FUNCTION pair_eq(pair, pair) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.a = $2.a';
CREATE FUNCTION pair_ne(pair, pair) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.a <> $2.a';
CREATE FUNCTION pair_lt(pair, pair) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.a < $2.a';
CREATE FUNCTION pair_gt(pair, pair) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.a > $2.a';
CREATE FUNCTION pair_cmp(pair, pair) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1.a - $2.a';
CREATE FUNCTION pair_int_cmp(pair, integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1.a - $2';
CREATE FUNCTION pair_int_eq(pair, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1.a = $2';
CREATE FUNCTION minus(pair) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT - $1.a';
CREATE OPERATOR === (FUNCTION = pair_eq, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = ===,
  NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR !== (FUNCTION = pair_ne, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = !==,
  NEGATOR = ===, RESTRICT = neqsel);
CREATE OPERATOR <<< (FUNCTION = pair_lt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = >>>);
CREATE OPERATOR >>> (FUNCTION = pair_gt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = <<<);
CREATE OPERATOR === (FUNCTION = pair_int_eq, LEFTARG = pair, RIGHTARG = integer);
CREATE OPERATOR !! (FUNCTION = minus, RIGHTARG = pair);
COMMENT ON OPERATOR === (pair, pair) IS 'same';
CREATE OPERATOR FAMILY pairs USING btree;
CREATE OPERATOR CLASS pair_ops DEFAULT FOR TYPE pair USING btree FAMILY pairs AS
  OPERATOR 1 <<<, OPERATOR 3 ===, OPERATOR 5 >>>, FUNCTION 1 pair_cmp(pair, pair);
ALTER OPERATOR FAMILY pairs USING btree ADD OPERATOR 3 === (pair, integer),
  FUNCTION 1 (pair, integer) pair_int_cmp(pair, integer);
COMMENT ON OPERATOR CLASS pair_ops USING btree IS 'by the first';
COMMENT ON OPERATOR FAMILY pairs USING btree IS 'of pairs';
CREATE TABLE t (p pair);
CREATE INDEX t_p ON t (p pair_ops);
CREATE VIEW v AS SELECT p === p AS same FROM t;
