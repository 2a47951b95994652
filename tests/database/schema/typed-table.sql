-- Tables of a type follow it; others begin to be of one, and cease to.
-- == both
CREATE TYPE still AS (a int, b text);
-- == from
CREATE TYPE t AS (a int, b text, gone int);
CREATE TABLE tt OF t (a NOT NULL DEFAULT 3);
CREATE TABLE plain (a int, b text);
CREATE TABLE was OF still;
-- == to
CREATE TYPE t AS (a bigint, b text, c date);
CREATE TABLE tt OF t (b DEFAULT 'x', PRIMARY KEY (a));
CREATE TABLE plain OF still;
CREATE TABLE fresh OF still (a NOT NULL, b DEFAULT 'y');
CREATE TABLE was (a int, b text);
