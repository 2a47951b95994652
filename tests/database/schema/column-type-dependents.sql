-- A column changes its type under a view, a view of that view, a materialized view with an index, a trigger, a
-- generated column, a foreign key and a function that returns the table.
-- == from
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer REFERENCES p, n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT n FROM v WHERE id > 1;
CREATE MATERIALIZED VIEW m AS SELECT n FROM t;
CREATE INDEX m_n ON m (n);
COMMENT ON COLUMN v.n IS 'Number';
CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER note BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (old.n <> new.n) EXECUTE FUNCTION note();
-- == rows
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, 2);
-- == to
CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint REFERENCES p, n bigint, twice integer GENERATED ALWAYS AS (n * 2) STORED);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT n FROM v WHERE id > 1;
CREATE MATERIALIZED VIEW m AS SELECT n FROM t;
CREATE INDEX m_n ON m (n);
COMMENT ON COLUMN v.n IS 'Number';
CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER note BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (old.n <> new.n) EXECUTE FUNCTION note();
-- == keeps
SELECT n = 2 AND twice = 4 FROM t
