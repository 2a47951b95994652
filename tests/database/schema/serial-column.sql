-- A serial column comes, with its sequence.
-- == both
CREATE TABLE t (a integer);
-- == rows
INSERT INTO t VALUES (1);
-- == to
ALTER TABLE t ADD COLUMN id serial PRIMARY KEY;
