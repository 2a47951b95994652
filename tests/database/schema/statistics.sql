-- Extended statistics come, go and change; one outlives the type of its column.
-- == both
CREATE SCHEMA other;
CREATE TABLE t (a int, b int, c text);
CREATE TABLE retyped (a int, b int);
-- == from
CREATE TABLE gone (a int, b int);
CREATE STATISTICS gone_s ON a, b FROM gone;
CREATE STATISTICS kept ON a, b FROM t;
CREATE STATISTICS changed (ndistinct) ON a, b FROM t;
CREATE STATISTICS along ON a, b FROM retyped;
ALTER STATISTICS kept SET STATISTICS 7;
-- == to
CREATE STATISTICS kept ON a, b FROM t;
CREATE STATISTICS changed (ndistinct, mcv) ON a, b, c FROM t;
CREATE STATISTICS other."fre sh" (dependencies) ON a, c FROM t;
ALTER TABLE retyped ALTER a TYPE bigint;
CREATE STATISTICS along ON a, b FROM retyped;
ALTER STATISTICS changed SET STATISTICS 0;
COMMENT ON STATISTICS kept IS 'Kept';
