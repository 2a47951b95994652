-- Extended statistics on expressions.
-- from 14
-- == both
CREATE TABLE t (a int, b int, c text);
-- == from
CREATE STATISTICS e ON (a + b) FROM t;
-- == to
CREATE STATISTICS e ON (a + b), lower(c) FROM t;
CREATE STATISTICS m (mcv) ON (a % 2), b FROM t;
