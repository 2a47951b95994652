-- NOT NULL of columns and domains, which newer servers keep as a constraint with a name.
-- === named
-- from 18
-- == from
CREATE TABLE t (a integer CONSTRAINT one NOT NULL, b integer NOT NULL, c integer, d integer CONSTRAINT gone NOT NULL);
CREATE TABLE "Odd ""t" (a integer CONSTRAINT "first one" NOT NULL);
-- == to
CREATE TABLE t (a integer CONSTRAINT two NOT NULL, b integer CONSTRAINT three NOT NULL,
  c integer CONSTRAINT four NOT NULL, d integer);
CREATE TABLE "Odd ""t" (a integer NOT NULL);
CREATE TABLE fresh (a integer CONSTRAINT five NOT NULL, b integer CONSTRAINT "NOT VALID" NOT NULL);
-- === not inherited
-- from 18
-- == from
CREATE TABLE t (a integer NOT NULL NO INHERIT, b integer NOT NULL, c integer);
CREATE TABLE gone (a integer CONSTRAINT x NOT NULL NO INHERIT);
-- == to
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL NO INHERIT, c integer CONSTRAINT y NOT NULL NO INHERIT);
CREATE TABLE fresh (a integer NOT NULL NO INHERIT);
-- === not valid
-- from 18
-- == from
CREATE TABLE t (a integer, b integer, c integer NOT NULL, d integer);
ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID;
ALTER TABLE t ADD NOT NULL b NOT VALID;
-- == to
CREATE TABLE t (a integer CONSTRAINT n NOT NULL, b integer NOT NULL, c integer, d integer);
ALTER TABLE t ADD NOT NULL c NOT VALID;
ALTER TABLE t ADD CONSTRAINT m NOT NULL d NOT VALID;
CREATE TABLE fresh (a integer);
ALTER TABLE fresh ADD NOT NULL a NOT VALID;
-- === comment
-- from 18
-- == both
CREATE TABLE t (a integer CONSTRAINT one NOT NULL, b integer NOT NULL);
CREATE DOMAIN d AS integer NOT NULL;
-- == from
COMMENT ON CONSTRAINT one ON t IS 'one';
COMMENT ON CONSTRAINT t_b_not_null ON t IS 'b';
-- == to
COMMENT ON CONSTRAINT one ON t IS 'two';
COMMENT ON CONSTRAINT d_not_null ON DOMAIN d IS 'd';
CREATE TABLE fresh (a integer CONSTRAINT x NOT NULL);
COMMENT ON CONSTRAINT x ON fresh IS 'x';
-- === partitions
-- from 18
-- == from
CREATE TABLE t (a integer NOT NULL, b integer) PARTITION BY RANGE (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE TABLE t_2 (a integer CONSTRAINT own NOT NULL, b integer);
ALTER TABLE t ATTACH PARTITION t_2 FOR VALUES FROM (10) TO (20);
-- == to
CREATE TABLE t (a integer NOT NULL, b integer CONSTRAINT named NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE TABLE t_2 (a integer NOT NULL, b integer NOT NULL);
ALTER TABLE t ATTACH PARTITION t_2 FOR VALUES FROM (10) TO (20);
-- === heirs
-- from 18
-- == from
CREATE TABLE p (a integer, b integer NOT NULL);
CREATE TABLE h (c integer) INHERITS (p);
CREATE TABLE own (a integer CONSTRAINT own_a NOT NULL) INHERITS (p);
-- == to
CREATE TABLE p (a integer CONSTRAINT named NOT NULL, b integer);
CREATE TABLE h (c integer NOT NULL) INHERITS (p);
CREATE TABLE own (a integer CONSTRAINT own_a NOT NULL) INHERITS (p);
-- === of keys
-- == from
CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE u (a integer NOT NULL, b integer);
-- == to
CREATE TABLE t (a integer NOT NULL, b integer PRIMARY KEY);
CREATE TABLE u (a integer, b integer, CONSTRAINT k PRIMARY KEY (a, b));
-- === domains
-- from 17
-- == from
CREATE DOMAIN d AS integer CONSTRAINT one NOT NULL;
CREATE DOMAIN e AS integer;
CREATE DOMAIN f AS integer NOT NULL;
-- == to
CREATE DOMAIN d AS integer CONSTRAINT two NOT NULL;
CREATE DOMAIN e AS integer CONSTRAINT three NOT NULL;
CREATE DOMAIN f AS integer;
CREATE DOMAIN g AS text CONSTRAINT "odd one" NOT NULL CONSTRAINT short CHECK (length(VALUE) < 5);
