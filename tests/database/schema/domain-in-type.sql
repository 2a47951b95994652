-- A domain gets its checks before a column is of a type with a field of it: then it cannot.
-- == both
CREATE DOMAIN inner_one AS integer;
-- == from
CREATE DOMAIN d AS text;
CREATE TYPE t AS (a d);
CREATE TYPE whole AS (t t);
CREATE DOMAIN over AS inner_one;
-- == to
CREATE DOMAIN d AS text CHECK (VALUE <> 'x');
CREATE TYPE t AS (a d);
CREATE TYPE whole AS (t t);
ALTER DOMAIN inner_one ADD CHECK (VALUE > 0);
CREATE DOMAIN over AS inner_one;
CREATE TABLE u (t t, whole whole[], over over[]);
