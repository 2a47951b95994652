-- Indexes: each property, each way.
-- === columns
-- == from
CREATE TABLE t (a integer, b integer, c text);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (a DESC, b);
-- == to
CREATE TABLE t (a integer, b integer, c text);
CREATE INDEX i ON t (b);
CREATE INDEX j ON t (a, b DESC NULLS LAST);
-- === method and parameters
-- == from
CREATE TABLE t (a integer, b integer[]);
CREATE INDEX i ON t USING hash (a);
CREATE INDEX j ON t USING gin (b) WITH (fastupdate = off);
-- == to
CREATE TABLE t (a integer, b integer[]);
CREATE INDEX i ON t USING brin (a) WITH (pages_per_range = 8, autosummarize = on);
CREATE INDEX j ON t USING gin (b) WITH (gin_pending_list_limit = 128);
-- === predicate and expression
-- == from
CREATE TABLE t (a integer, b text);
CREATE INDEX i ON t (lower(b));
CREATE UNIQUE INDEX j ON t (a) WHERE b IS NULL;
-- == to
CREATE TABLE t (a integer, b text);
CREATE INDEX i ON t (upper(b), (a % 10));
CREATE UNIQUE INDEX j ON t (a) WHERE b = 'x';
-- === becomes a constraint
-- == from
CREATE TABLE t (a integer NOT NULL, b integer);
CREATE UNIQUE INDEX i ON t (a);
CREATE UNIQUE INDEX j ON t (b);
-- == to
CREATE TABLE t (a integer NOT NULL, b integer);
ALTER TABLE t ADD CONSTRAINT i PRIMARY KEY (a);
ALTER TABLE t ADD CONSTRAINT j UNIQUE (b);
-- === clustered
-- == from
CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b);
ALTER TABLE t CLUSTER ON i;
-- == to
CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b);
ALTER TABLE t CLUSTER ON j;
-- === statistics
-- == from
CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t ((a + 1), (b + 1));
ALTER INDEX i ALTER 1 SET STATISTICS 7;
-- == to
CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t ((a + 1), (b + 1));
ALTER INDEX i ALTER 2 SET STATISTICS 9;
COMMENT ON INDEX i IS 'sums';
-- === on a function that changes
-- == from
CREATE FUNCTION f(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a integer);
CREATE INDEX i ON t (f(a));
-- == to
CREATE FUNCTION f(integer) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT $1::bigint';
CREATE TABLE t (a integer);
CREATE INDEX i ON t (f(a));
-- === on another table
-- == both
CREATE TABLE t (a integer);
CREATE TABLE u (a integer);
-- == from
CREATE INDEX i ON t (a);
-- == to
CREATE INDEX i ON u (a);
-- === operator class parameters
-- == both
CREATE TABLE t (a tsvector, b integer);
-- == from
CREATE INDEX i ON t USING gist (a tsvector_ops (siglen = 100));
-- == to
CREATE INDEX i ON t USING gist (a tsvector_ops (siglen = 200));
CREATE INDEX j ON t (b int4_ops) INCLUDE (a);
-- === of a partitioned table
-- == from
CREATE TABLE t (a integer, b integer) PARTITION BY RANGE (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE INDEX i ON t (b);
CREATE INDEX gone ON t_1 (a);
-- == to
CREATE TABLE t (a integer, b integer) PARTITION BY RANGE (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE INDEX i ON t (b DESC);
CREATE UNIQUE INDEX j ON t (a, b);
