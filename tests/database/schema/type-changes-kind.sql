-- A type gives way to one of another kind: the values of its columns wait as text.
-- === enum-and-domain
-- == from
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE people (name text, mood mood DEFAULT 'glad', moods mood[]);
CREATE VIEW glad AS SELECT name FROM people WHERE mood = 'glad';
-- == rows
INSERT INTO people VALUES ('ann', 'sad', '{sad,glad}');
-- == to
CREATE DOMAIN mood AS text;
CREATE TABLE people (name text, mood mood DEFAULT 'sad', moods mood[]);
CREATE VIEW glad AS SELECT name, mood FROM people WHERE mood <> 'sad';
-- == keeps
SELECT mood::text = 'sad' AND moods::text = '{sad,glad}' FROM people
-- === range-and-enum
-- from 14
-- == from
CREATE TYPE span AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = spans);
CREATE TABLE trips (id int, span span, spans spans);
-- == to
CREATE TYPE span AS ENUM ('short', 'long');
CREATE TABLE trips (id int, span span DEFAULT 'long', spans span[]);
CREATE INDEX trips_span ON trips (span);
-- === typed-table
-- == from
CREATE TYPE pair AS ENUM ('left', 'right');
CREATE TABLE pairs (a pair, b pair[]);
-- == to
CREATE TYPE pair AS (a int, b text);
CREATE TABLE pairs OF pair (a PRIMARY KEY, b NOT NULL DEFAULT 'none');
CREATE TABLE more (one pair, many pair[]);
-- === fields-and-new-columns
-- == from
CREATE TYPE pair AS (a bigint, b text COLLATE "C", c date);
-- == to
CREATE TYPE pair AS (a int, b text);
CREATE TABLE more (one pair, many pair[]);
