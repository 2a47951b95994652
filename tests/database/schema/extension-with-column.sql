-- A column of a type that an extension brings.
-- == to
CREATE EXTENSION citext;
CREATE TABLE person (mail citext UNIQUE, name text);
CREATE INDEX person_lower ON person (lower(mail::text));
