-- How the values of a column are compressed.
-- from 14
-- == from
CREATE TABLE t (a text COMPRESSION pglz, b text, c text);
-- == to
CREATE TABLE t (a text, b text COMPRESSION pglz, c text);
CREATE TABLE fresh (a text COMPRESSION pglz);
CREATE MATERIALIZED VIEW m AS SELECT a FROM fresh;
ALTER TABLE m ALTER a SET COMPRESSION pglz;
