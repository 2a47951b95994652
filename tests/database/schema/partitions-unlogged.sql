-- That a partitioned table is unlogged cannot be changed, only said. PostgreSQL 18 no longer lets it, and
-- its pg_dump, the judge of all versions but this one, does not write it.
-- from 15
-- up to 15
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
