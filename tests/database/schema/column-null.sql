-- NOT NULL comes and goes, with a key and without.
-- == from
CREATE TABLE t (a integer NOT NULL, b integer, c integer PRIMARY KEY, d integer);
-- == to
CREATE TABLE t (a integer, b integer NOT NULL, c integer, d integer PRIMARY KEY);
