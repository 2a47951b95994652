-- Unique indexes and keys to which one null is as another.
-- === index
-- from 15
-- == both
CREATE TABLE t (a integer, b integer);
-- == from
CREATE UNIQUE INDEX i ON t (a, b) WITH (fillfactor = 50);
CREATE UNIQUE INDEX j ON t (b) NULLS NOT DISTINCT;
-- == to
CREATE UNIQUE INDEX i ON t (a, b) NULLS NOT DISTINCT WITH (fillfactor = 50);
-- === key
-- from 15
-- == from
CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT one UNIQUE (a), CONSTRAINT two UNIQUE (b));
-- == to
CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT one UNIQUE NULLS NOT DISTINCT (a),
  CONSTRAINT two UNIQUE NULLS NOT DISTINCT (b) INCLUDE (c));
