-- Generated columns whose values are not kept.
-- === create
-- from 18
-- == from
CREATE TABLE t (a integer, gone integer GENERATED ALWAYS AS (a + 1) VIRTUAL);
-- == to
CREATE TABLE t (a integer, fresh integer GENERATED ALWAYS AS (a * 2), kept text GENERATED ALWAYS AS ('x') STORED NOT NULL);
CREATE TABLE u (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL);
-- === change
-- from 18
-- == from
CREATE TABLE t (id integer, expression integer GENERATED ALWAYS AS (id + 1), stored integer GENERATED ALWAYS AS (id + 2) STORED,
  virtual integer GENERATED ALWAYS AS (id + 3), plain integer, was integer GENERATED ALWAYS AS (id + 4));
-- == rows
INSERT INTO t (id, plain) VALUES (1, 7);
-- == to
CREATE TABLE t (id integer, expression integer GENERATED ALWAYS AS (id + 10), stored integer GENERATED ALWAYS AS (id + 2),
  virtual integer GENERATED ALWAYS AS (id + 3) STORED, plain integer GENERATED ALWAYS AS (id + 4), was integer);
-- == keeps
SELECT (id, expression, stored, virtual) = (1, 11, 3, 4) FROM t
-- === dependents
-- from 18
-- == from
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a + 1));
CREATE VIEW v AS SELECT b FROM t;
-- == to
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a + 2), c integer GENERATED ALWAYS AS (a + 3));
CREATE VIEW v AS SELECT b, c FROM t;
COMMENT ON COLUMN t.b IS 'virtual';
-- === heirs
-- from 18
-- == from
CREATE TABLE p (a integer, b integer GENERATED ALWAYS AS (a + 1));
CREATE TABLE h () INHERITS (p);
CREATE TABLE r (a integer, b integer GENERATED ALWAYS AS (a + 1)) PARTITION BY RANGE (a);
CREATE TABLE r_1 PARTITION OF r FOR VALUES FROM (0) TO (10);
-- == to
CREATE TABLE p (a integer, b integer GENERATED ALWAYS AS (a + 2));
CREATE TABLE h () INHERITS (p);
CREATE TABLE r (a integer, b integer GENERATED ALWAYS AS (a + 2)) PARTITION BY RANGE (a);
CREATE TABLE r_1 PARTITION OF r FOR VALUES FROM (0) TO (10);
