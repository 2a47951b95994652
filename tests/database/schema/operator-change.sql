-- An operator's estimate, then its function changes; members come and go; a class is other.
-- == both
CREATE FUNCTION near(integer, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 = $2';
CREATE FUNCTION far(integer, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 <> $2';
CREATE FUNCTION cmp(integer, integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 - $2';
CREATE OPERATOR FAMILY f USING btree;
-- == from
CREATE OPERATOR ~~~ (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer, RESTRICT = eqsel);
CREATE OPERATOR ### (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer);
ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (integer, bigint), OPERATOR 3 = (integer, bigint);
CREATE OPERATOR CLASS c FOR TYPE integer USING btree AS
  OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint4cmp(integer, integer);
CREATE VIEW v AS SELECT 1 ### 2 AS x;
-- == to
CREATE OPERATOR ~~~ (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer, JOIN = eqjoinsel);
CREATE OPERATOR ### (FUNCTION = far, LEFTARG = integer, RIGHTARG = integer);
ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (integer, bigint), OPERATOR 5 > (integer, bigint);
CREATE OPERATOR CLASS c FOR TYPE integer USING btree AS
  OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 cmp(integer, integer);
CREATE VIEW v AS SELECT 1 ### 2 AS x;
