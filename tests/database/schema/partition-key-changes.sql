-- Tables are partitioned otherwise, or by a column that gets another type.
-- === another key
-- == from
CREATE TABLE t (a int, b int) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT a FROM t;
-- == to
CREATE TABLE t (a int, b int) PARTITION BY LIST (b);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT a FROM t;
-- === type of the key
-- == from
CREATE TABLE t (a int NOT NULL, b int DEFAULT 5) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t2 PARTITION OF t DEFAULT;
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN t.a IS 'key';
-- == rows
INSERT INTO t VALUES (2, 3), (77, 8);
-- == to
CREATE TABLE t (a bigint NOT NULL, b int DEFAULT 5) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t2 PARTITION OF t DEFAULT;
CREATE INDEX i ON t (b);
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON COLUMN t.a IS 'key';
-- == keeps
SELECT count(*) = 2 AND sum(a) = 79 FROM v
-- === of a table with an identity
-- == from
CREATE TABLE t (a text, b integer GENERATED ALWAYS AS IDENTITY) PARTITION BY RANGE (a);
-- == to
CREATE TABLE t (a boolean[]);
