-- A table's default and check call a function that takes the table's row, and another one that is new.
-- == to
CREATE TABLE t (id integer);
CREATE FUNCTION f(t) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1';
ALTER TABLE t ADD COLUMN a integer;
ALTER TABLE t ALTER a SET DEFAULT f(NULL);
ALTER TABLE t ADD CHECK (f(t) > 0);
