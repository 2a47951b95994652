-- A composite type is a relation: what gets its name waits until a domain over it has gone.
-- == from
CREATE TYPE point3 AS (x float8);
CREATE DOMAIN spot AS point3;
-- == to
CREATE TYPE point2 AS (x float8);
CREATE TABLE visit (place integer);
CREATE INDEX point3 ON visit (place);
CREATE DOMAIN spot AS point2;
