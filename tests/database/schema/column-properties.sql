-- Storage, statistics and options of columns.
-- == from
CREATE TABLE t (a text, b text);
ALTER TABLE t ALTER a SET STORAGE MAIN, ALTER a SET STATISTICS 10, ALTER b SET (n_distinct = 3);
-- == to
CREATE TABLE t (a text, b text);
ALTER TABLE t ALTER b SET STORAGE EXTERNAL, ALTER b SET (n_distinct_inherited = 4);
