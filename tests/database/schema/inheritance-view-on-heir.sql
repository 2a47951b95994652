-- A view reads a heir's column, which goes with that of the parent: the view is altered before.
-- == from
CREATE TABLE thing (size bigint DEFAULT 1, weight integer DEFAULT 20);
CREATE TABLE box (depth integer) INHERITS (thing);
CREATE VIEW sizes AS SELECT coalesce(size, 1) AS value FROM box;
-- == rows
INSERT INTO box (weight, depth) VALUES (3, 4);
-- == to
CREATE TABLE thing (length bigint DEFAULT 1, weight integer DEFAULT 20);
CREATE TABLE box (depth integer) INHERITS (thing);
CREATE VIEW sizes AS SELECT coalesce(length, 1) AS value FROM box;
-- == keeps
SELECT weight = 3 AND depth = 4 FROM box
