-- The columns of a partitioned table come, go and change with those of its partitions.
-- === with those of its partitions
-- == from
CREATE TABLE t (a int, b int NOT NULL, c varchar(5), gone text) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE INDEX i ON t (c);
-- == to
CREATE TABLE t (a int, b int, c varchar(10) NOT NULL, added date DEFAULT now(), g int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
ALTER TABLE t1 ALTER b SET DEFAULT 4;
CREATE INDEX i ON t (c);
-- === dropped with a partition that is partitioned by it
-- == from
CREATE TABLE t (a integer, b integer, c integer) PARTITION BY HASH (a);
CREATE TABLE p PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0) PARTITION BY LIST (b);
CREATE TABLE s PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY LIST (a);
CREATE TABLE q PARTITION OF s FOR VALUES IN (1) PARTITION BY LIST (c);
-- == to
CREATE TABLE t (a integer) PARTITION BY HASH (a);
CREATE TABLE s PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY LIST (a);
