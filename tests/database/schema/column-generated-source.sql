-- A generated column becomes plain, and its source goes, while the table changes.
-- == from
CREATE TABLE s (a integer NOT NULL, b integer GENERATED ALWAYS AS (a + a) STORED NOT NULL);
-- == to
CREATE UNLOGGED TABLE s (b bigint NOT NULL);
-- == rows
INSERT INTO s VALUES (2);
-- == keeps
SELECT b = 4 FROM s;
