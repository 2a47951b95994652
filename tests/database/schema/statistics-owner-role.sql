-- Extended statistics belong to whom they belonged to, though their column gets another type.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
-- == from
CREATE TABLE t (a integer, b integer);
CREATE STATISTICS s ON a, b FROM t;
ALTER STATISTICS s OWNER TO alice;
COMMENT ON STATISTICS s IS 'Kept';
-- == to
CREATE TABLE t (a bigint, b integer);
CREATE STATISTICS s ON a, b FROM t;
ALTER STATISTICS s OWNER TO alice;
COMMENT ON STATISTICS s IS 'Kept';
