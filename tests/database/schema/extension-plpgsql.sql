-- The language that comes with every database, made anew: pg_dump then writes it.
-- == from
CREATE TABLE t (a integer);
-- == to
DROP EXTENSION plpgsql;
CREATE EXTENSION plpgsql;
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
