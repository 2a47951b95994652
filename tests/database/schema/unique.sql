-- Unique keys of every form.
-- == from
CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT one UNIQUE (a), CONSTRAINT two UNIQUE (b));
-- == to
CREATE TABLE t (a integer, b integer, c integer, CONSTRAINT one UNIQUE (a) DEFERRABLE,
  CONSTRAINT two UNIQUE (b) INCLUDE (c), CONSTRAINT three UNIQUE (a, c));
