-- A partition's index that takes another name, with a comment on it or without.
-- == both
CREATE TABLE p (a integer, b integer) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_a ON p (a);
-- == from
COMMENT ON INDEX p1_a_idx IS 'goes';
-- == to
ALTER INDEX p1_a_idx RENAME TO one;
ALTER INDEX p2_a_idx RENAME TO two;
COMMENT ON INDEX two IS 'comes';
