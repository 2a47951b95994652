-- A table of a type says more of a field that is new.
-- == from
CREATE TYPE record_of AS (a integer, b text);
CREATE TABLE records OF record_of (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'x');
-- == to
CREATE TYPE record_of AS (a bigint, b text, c integer);
CREATE TABLE records OF record_of (PRIMARY KEY (a), c WITH OPTIONS NOT NULL DEFAULT 1);
