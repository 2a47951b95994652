-- A materialized view comes, changes and has indexes, comments and statistics.
-- == both
CREATE TABLE t (a integer, b text);
-- == from
CREATE MATERIALIZED VIEW changes AS SELECT a FROM t;
CREATE INDEX changes_a ON changes (a);
CREATE MATERIALIZED VIEW same WITH (fillfactor = 50) AS SELECT b FROM t;
-- == to
CREATE MATERIALIZED VIEW changes AS SELECT a, b FROM t;
CREATE INDEX changes_a ON changes (a);
COMMENT ON MATERIALIZED VIEW changes IS 'C';
CREATE MATERIALIZED VIEW same WITH (fillfactor = 60) AS SELECT b FROM t;
ALTER MATERIALIZED VIEW same ALTER COLUMN b SET STATISTICS 55;
CREATE MATERIALIZED VIEW new AS SELECT count(*) AS n FROM same;
