-- Options and defaults of a view that is otherwise the same.
-- == from
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
-- == to
CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_barrier = true, check_option = cascaded) AS SELECT a FROM t;
ALTER VIEW v ALTER COLUMN a SET DEFAULT 3;
