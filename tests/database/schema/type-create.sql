-- A composite type, a column of it and a function that returns it.
-- == to
CREATE TYPE address AS (street text COLLATE "C", number integer, tags text[]);
COMMENT ON TYPE address IS 'Where';
COMMENT ON COLUMN address.number IS 'Of the house';
CREATE TABLE person (home address);
CREATE FUNCTION nowhere() RETURNS address LANGUAGE sql AS $$ SELECT NULL::address $$;
