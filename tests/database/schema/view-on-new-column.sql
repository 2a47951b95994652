-- A view comes to use a column that is new, and no longer one that goes.
-- == from
CREATE TABLE t (id integer, old integer);
CREATE VIEW v AS SELECT id FROM t WHERE old > 1;
-- == to
CREATE TABLE t (id integer, new integer);
CREATE VIEW v AS SELECT id FROM t WHERE new > 1;
