-- A table of a type comes, or an older one begins to be of it, when all fields are there.
-- === new
-- == from
CREATE TYPE t AS (a date);
CREATE TABLE plain (a date);
-- == to
CREATE TYPE t AS (a date, b integer);
CREATE TABLE tt OF t;
ALTER TABLE tt ALTER COLUMN b SET STATISTICS 500;
CREATE TABLE plain OF t;
-- === with another type
-- == from
CREATE TYPE t AS (a character(3));
-- == to
CREATE TYPE t AS (a uuid);
CREATE TABLE tt OF t;
-- === there before
-- == from
CREATE TYPE t AS (a character(3), b integer);
CREATE TABLE tt OF t;
-- == to
CREATE TYPE t AS (a bytea, b integer);
CREATE TABLE tt OF t;
-- == rows
INSERT INTO tt VALUES ('abc', 1);
-- == keeps
SELECT a = 'abc' AND b = 1 FROM tt;
-- === made anew with one before
-- == from
CREATE TYPE e AS ENUM ('one', 'two');
CREATE TYPE t AS (b e, gone integer, c integer);
CREATE TABLE tt OF t;
-- == to
CREATE TYPE t AS (a text, c integer, b numeric);
CREATE TABLE tt OF t;
