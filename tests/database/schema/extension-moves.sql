-- An extension moves to another schema.
-- == both
CREATE SCHEMA tools;
-- == from
CREATE EXTENSION citext;
-- == to
CREATE EXTENSION citext SCHEMA tools;
