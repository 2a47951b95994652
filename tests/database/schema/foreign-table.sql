-- Foreign tables: columns, options, a check, a comment; one that is a partition, one that inherits.
-- == both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE SERVER r FOREIGN DATA WRAPPER w;
CREATE TABLE p (id integer, x text) PARTITION BY RANGE (id);
CREATE TABLE parent (id integer);
-- == from
CREATE FOREIGN TABLE f (a integer OPTIONS (n '1', m '2'), b text DEFAULT 'x', c text) SERVER s
  OPTIONS (a '1', b '2');
CREATE FOREIGN TABLE moves (a integer) SERVER s;
CREATE FOREIGN TABLE gone (a integer) SERVER s;
CREATE TABLE becomes (a integer);
CREATE VIEW v AS SELECT a FROM f;
-- == to
CREATE FOREIGN TABLE f (a bigint OPTIONS (n '3', o 'it''s') NOT NULL, b varchar(5) COLLATE "C",
  d integer DEFAULT 4 CHECK (d > 3)) SERVER s OPTIONS (b '3', c '');
CREATE FOREIGN TABLE moves (a integer) SERVER r;
CREATE FOREIGN TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10) SERVER s OPTIONS (t 'p1');
CREATE FOREIGN TABLE child (y text) INHERITS (parent) SERVER s;
CREATE FOREIGN TABLE becomes (a integer) SERVER s;
COMMENT ON FOREIGN TABLE f IS 'far';
COMMENT ON COLUMN f.d IS 'd';
ALTER FOREIGN TABLE f ALTER a SET STATISTICS 7;
CREATE VIEW v AS SELECT a FROM f;
