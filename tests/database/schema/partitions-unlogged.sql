-- That a partitioned table is unlogged cannot be changed, only said; PostgreSQL 18 no longer lets it.
-- up to 17
-- == from
CREATE TABLE t (day date) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF t DEFAULT;
-- == to
CREATE UNLOGGED TABLE t (day date) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF t DEFAULT;
-- == rows
INSERT INTO t VALUES ('2020-01-01');
-- == keeps
SELECT count(*) = 1 FROM t;
