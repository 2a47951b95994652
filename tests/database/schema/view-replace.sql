-- A view that gets columns at its end is replaced, and what uses it stays.
-- == from
CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- == to
CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT a + 0 AS a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
