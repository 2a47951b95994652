-- Fields come and go, also where a table uses the type.
-- == from
CREATE TYPE address AS (street text, number integer);
CREATE TABLE person (home address);
-- == rows
INSERT INTO person VALUES (('Long', 1));
-- == to
CREATE TYPE address AS (street text, city text);
CREATE TABLE person (home address);
-- == keeps
SELECT (home).street = 'Long' FROM person
