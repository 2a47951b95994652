-- A field changes its type where a table uses the type.
-- == from
CREATE TYPE point2 AS (x integer, y integer);
CREATE TABLE mark (p point2 DEFAULT (1, 2)::point2);
CREATE TYPE lonely AS (a integer);
-- == rows
INSERT INTO mark VALUES ((3, 4));
-- == to
CREATE TYPE point2 AS (x bigint, y numeric);
CREATE TABLE mark (p point2 DEFAULT (1, 2)::point2);
CREATE TYPE lonely AS (a text);
-- == keeps
SELECT (p).x = 3 AND (p).y = 4 FROM mark
