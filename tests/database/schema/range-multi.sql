-- The types of several ranges that come with a range, under a name of their own.
-- === create
-- from 14
-- == to
CREATE SCHEMA s;
CREATE TYPE s.wordrange AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = s.words);
CREATE TYPE plain AS RANGE (SUBTYPE = numeric);
CREATE TABLE t (w s.words, p plain[], EXCLUDE USING gist (w WITH &&));
CREATE FUNCTION f(s.words) RETURNS boolean LANGUAGE sql AS 'SELECT isempty($1)';
-- === another name
-- from 14
-- == from
CREATE TYPE wordrange AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = words);
-- == to
CREATE TYPE wordrange AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = sentences);
CREATE FUNCTION f(sentences) RETURNS boolean LANGUAGE sql AS 'SELECT isempty($1)';
