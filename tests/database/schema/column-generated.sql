-- A generated column comes, changes, becomes plain, and goes.
-- == from
CREATE TABLE t (a integer, gone integer GENERATED ALWAYS AS (a + 1) STORED, other integer GENERATED ALWAYS AS (a + 2) STORED,
  plain integer GENERATED ALWAYS AS (a + 3) STORED);
CREATE INDEX t_other ON t (other);
COMMENT ON COLUMN t.other IS 'Other';
-- == rows
INSERT INTO t VALUES (1);
-- == to
CREATE TABLE t (a integer, other integer GENERATED ALWAYS AS (a + 20) STORED, plain integer DEFAULT 3,
  new integer GENERATED ALWAYS AS (a * 4) STORED);
CREATE INDEX t_other ON t (other);
COMMENT ON COLUMN t.other IS 'Other';
-- == keeps
SELECT other = 21 AND plain = 4 AND new = 4 FROM t
