-- Views and materialized views, with what depends on them.
-- === a column more
-- == both
CREATE TABLE t (a integer, b text, c date);
-- == from
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
-- == to
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a, b FROM v;
-- === another type
-- == both
CREATE TABLE t (a integer);
-- == from
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION f(v) RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- == to
CREATE VIEW v AS SELECT a::text FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION f(v) RETURNS integer LANGUAGE sql AS 'SELECT 2';
-- === defaults and rules
-- == both
CREATE TABLE t (a integer, b text);
-- == from
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 'x';
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.a, new.b);
-- == to
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 0;
ALTER VIEW v ALTER a SET DEFAULT 1;
CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;
-- === instead of triggers
-- == both
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
-- == from
CREATE VIEW v AS SELECT a FROM t;
CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
-- == to
CREATE VIEW v AS SELECT a, 1 AS b FROM t;
CREATE TRIGGER g INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f();
-- === options
-- == both
CREATE TABLE t (a integer);
-- == from
CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
-- == to
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM t WHERE a > 0 WITH CASCADED CHECK OPTION;
-- === recursive
-- == from
CREATE RECURSIVE VIEW v (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM v WHERE n < 5;
-- == to
CREATE RECURSIVE VIEW v (n) AS SELECT 1 UNION ALL SELECT n + 2 FROM v WHERE n < 9;
-- === views that use each other
-- == from
CREATE VIEW a AS SELECT 1 AS x;
CREATE VIEW b AS SELECT x FROM a;
CREATE OR REPLACE VIEW a AS SELECT 1 AS x WHERE EXISTS (SELECT FROM pg_class);
-- == to
CREATE VIEW b AS SELECT 1 AS x;
CREATE VIEW a AS SELECT x FROM b;
-- === becomes a table
-- == from
CREATE VIEW v AS SELECT 1 AS a;
CREATE VIEW w AS SELECT a FROM v;
-- == to
CREATE TABLE v (a integer);
CREATE VIEW w AS SELECT a FROM v;
-- === becomes materialized
-- == both
CREATE TABLE t (a integer);
-- == from
CREATE VIEW v AS SELECT a FROM t;
-- == to
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
CREATE UNIQUE INDEX i ON v (a);
-- === materialized over a table that changes
-- == from
CREATE TABLE t (a integer, b integer);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX i ON m (b);
CREATE VIEW v AS SELECT a FROM m;
COMMENT ON MATERIALIZED VIEW m IS 'sums';
-- == to
CREATE TABLE t (a bigint, b integer);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX i ON m (b);
CREATE VIEW v AS SELECT a FROM m;
COMMENT ON MATERIALIZED VIEW m IS 'sums';
-- === columns with comments
-- == both
CREATE TABLE t (a integer, b text);
-- == from
CREATE VIEW v AS SELECT a, b FROM t;
COMMENT ON VIEW v IS 'v';
COMMENT ON COLUMN v.a IS 'a';
-- == to
CREATE VIEW v AS SELECT b, a FROM t;
COMMENT ON COLUMN v.a IS 'a';
COMMENT ON COLUMN v.b IS 'b';
-- === of everything
-- == from
CREATE TABLE t (a integer, b text, c integer[]);
-- == to
CREATE TABLE t (a integer, b text, c integer[]);
CREATE VIEW v AS
  WITH x AS (SELECT a, row_number() OVER (PARTITION BY b ORDER BY a DESC) AS n FROM t)
  SELECT x.a, x.n, s.v, CASE WHEN x.n > 1 THEN 'more' ELSE 'one' END AS w, (SELECT max(a) FROM t) AS top,
    coalesce(u.b, '') AS b, x.a IN (1, 2) AS few, EXTRACT(year FROM now()) AS y
  FROM x CROSS JOIN generate_series(1, 3) AS s(v) LEFT JOIN LATERAL (SELECT b FROM t WHERE t.a = x.a LIMIT 1) u ON true
  WHERE x.a BETWEEN 1 AND 10 UNION ALL SELECT 1, 2, 3, 'a', 4, 'b', true, 5 ORDER BY 1;
