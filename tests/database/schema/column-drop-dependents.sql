-- A column goes that a view, an index, a check and a key used.
-- == from
CREATE TABLE t (id integer PRIMARY KEY, a integer UNIQUE, b integer, CHECK (a < b));
CREATE INDEX t_ab ON t (a, b);
CREATE VIEW v AS SELECT id, a FROM t;
-- == to
CREATE TABLE t (id integer PRIMARY KEY, b integer);
CREATE VIEW v AS SELECT id FROM t;
