-- Indexes and keys of partitioned tables, under names of their own on the partitions.
-- == both
CREATE TABLE t (a int, b int, c int) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE t2a PARTITION OF t2 DEFAULT;
CREATE TABLE r (a int PRIMARY KEY);
INSERT INTO r VALUES (1);
INSERT INTO t VALUES (1, 1, 1), (11, 1, 1);
-- == from
CREATE INDEX changed ON t (b);
CREATE INDEX gone ON t (c);
CREATE INDEX own_only ON t1 (c, b);
CREATE INDEX named_1 ON t1 (a, c);
CREATE INDEX renamed ON t (a, c);
-- == to
CREATE TABLE t3 PARTITION OF t FOR VALUES FROM (20) TO (30);
CREATE INDEX custom_name ON t1 (b, c);
CREATE INDEX changed ON t (b, c);
ALTER TABLE t1 ADD CONSTRAINT my_key UNIQUE (a, b, c);
ALTER TABLE t ADD CONSTRAINT the_key UNIQUE (a, b, c);
ALTER TABLE t ADD FOREIGN KEY (c) REFERENCES r DEFERRABLE;
CREATE INDEX named_2 ON t1 (a, c);
CREATE INDEX renamed ON t (a, c);
ALTER TABLE t ADD CONSTRAINT few CHECK (b < 100);
