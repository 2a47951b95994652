-- A view reads a field that goes, and then one that comes: it is neither dropped with the one nor before the other is there.
-- == from
CREATE TYPE item AS (name text, price integer);
CREATE TABLE thing OF item;
CREATE VIEW cheap AS SELECT name || '' AS title, price::text AS value FROM thing;
ALTER VIEW cheap ALTER COLUMN title SET DEFAULT 'nothing';
COMMENT ON VIEW cheap IS 'What costs little';
-- == rows
INSERT INTO thing VALUES ('pan', 3);
-- == to
CREATE TYPE item AS (name text, cost numeric[]);
CREATE TABLE thing OF item;
CREATE VIEW cheap AS SELECT name || '' AS title, cost::text AS value FROM thing;
ALTER VIEW cheap ALTER COLUMN title SET DEFAULT 'nothing';
COMMENT ON VIEW cheap IS 'What costs little';
-- == keeps
SELECT name = 'pan' FROM thing
