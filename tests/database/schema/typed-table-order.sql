-- A table can become one of a type only where its columns stand as the fields do.
-- === behind
-- == from
CREATE TABLE plain (b int);
-- == to
CREATE TYPE t AS (a text, b int);
CREATE TABLE plain OF t;
-- === in its place
-- == both
CREATE TYPE one AS (a text, b int);
CREATE TYPE other AS (b int, a text);
-- == from
CREATE TABLE tt OF one (a DEFAULT 'x', PRIMARY KEY (b));
CREATE VIEW v AS SELECT a FROM tt;
-- == to
CREATE TABLE tt OF other (a DEFAULT 'x', PRIMARY KEY (b));
CREATE VIEW v AS SELECT a FROM tt;
-- === before
-- == from
CREATE TABLE plain (a text, gone date);
-- == to
CREATE TYPE t AS (a text, b int);
CREATE TABLE plain OF t;
-- == rows
INSERT INTO plain VALUES ('kept');
-- == keeps
SELECT a = 'kept' FROM plain;
