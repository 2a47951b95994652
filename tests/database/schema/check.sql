-- Checks come, go and change; one calls a function.
-- == from
CREATE TABLE t (a integer, b text, CONSTRAINT c1 CHECK (a > 0), CONSTRAINT c2 CHECK (b <> ''));
-- == to
CREATE FUNCTION good(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$ SELECT $1 <> 'bad' $$;
CREATE TABLE t (a integer, b text, CONSTRAINT c1 CHECK (a > 1) NO INHERIT, CONSTRAINT c3 CHECK (good(b)));
