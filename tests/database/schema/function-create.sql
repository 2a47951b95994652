-- Functions and procedures in several languages, with every sort of argument.
-- == to
CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION add(a text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN RETURN 'é;' || a; END $$;
CREATE FUNCTION many(VARIADIC x integer[], OUT n integer, OUT m integer) LANGUAGE plpgsql COST 5 AS 'BEGIN n := 1; m := 2; END';
CREATE FUNCTION rows() RETURNS TABLE (a integer, b text) LANGUAGE sql ROWS 5 AS $f$ SELECT 1, '$$' $f$;
CREATE PROCEDURE work(INOUT x integer) LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
COMMENT ON FUNCTION add(integer, integer) IS 'Adds';
COMMENT ON PROCEDURE work IS 'Works';
