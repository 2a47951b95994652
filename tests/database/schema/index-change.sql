-- An index changes its columns, another its condition; a third is clustered on.
-- == from
CREATE TABLE t (a integer, b integer);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b) WHERE a > 0;
CREATE INDEX i3 ON t (a, b);
COMMENT ON INDEX i1 IS 'First';
-- == to
CREATE TABLE t (a integer, b integer);
CREATE INDEX i1 ON t (b);
CREATE INDEX i2 ON t (b) WHERE a > 1;
CREATE INDEX i3 ON t (a, b);
COMMENT ON INDEX i1 IS 'First';
ALTER TABLE t CLUSTER ON i3;
