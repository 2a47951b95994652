-- Schemas made of what PostgreSQL's own extensions bring.
-- === every extension at once
-- == to
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT e.name FROM pg_available_extensions e WHERE e.name <> 'plpgsql' ORDER BY 1 LOOP
    BEGIN
      EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I CASCADE', name);
    EXCEPTION WHEN undefined_file OR object_not_in_prerequisite_state OR io_error THEN NULL;
    END;
  END LOOP;
  IF (SELECT count(*) FROM pg_extension) < 40 THEN RAISE 'only % extensions', (SELECT count(*) FROM pg_extension); END IF;
END $$;
CREATE TABLE t (a hstore, b ltree, c citext, d cube, e isbn, f seg, g lo, h lquery[]);
-- === columns
-- == both
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION citext;
CREATE SCHEMA apart;
CREATE EXTENSION cube SCHEMA apart;
CREATE EXTENSION earthdistance SCHEMA apart;
CREATE EXTENSION isn;
CREATE EXTENSION seg;
-- == from
CREATE TABLE t (a hstore DEFAULT '', b ltree NOT NULL, c citext UNIQUE, d apart.cube, e isbn);
CREATE VIEW v AS SELECT a -> 'x' AS x, subpath(b, 1) AS b FROM t WHERE c = 'X';
CREATE FUNCTION f(hstore) RETURNS text[] LANGUAGE sql AS 'SELECT akeys($1)';
-- == rows
INSERT INTO t (a, b, c) VALUES ('x=>1', 'a.b', 'Abc');
-- == to
CREATE TABLE t (a hstore DEFAULT 'a=>1', b ltree, c citext PRIMARY KEY, d apart.cube DEFAULT apart.cube(1), e issn, f seg, g ltree[]);
CREATE VIEW v AS SELECT a -> 'y' AS x, subpath(b, 0) AS b, apart.cube_dim(d) AS dim FROM t WHERE c = 'X';
CREATE FUNCTION f(hstore, citext) RETURNS text[] LANGUAGE sql AS 'SELECT akeys($1)';
CREATE DOMAIN path AS ltree CHECK (nlevel(VALUE) < 5);
-- == keeps
SELECT a -> 'x' = '1' AND b = 'a.b' AND c = 'ABC' FROM t
-- === indexes
-- == both
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gin;
CREATE EXTENSION intarray;
CREATE EXTENSION bloom;
CREATE TABLE t (a hstore, b ltree, c text, d integer, e integer[]);
-- == from
CREATE INDEX i ON t USING gin (c gin_trgm_ops);
CREATE INDEX j ON t USING gist (b);
CREATE INDEX k ON t USING gin (d, c gin_trgm_ops);
CREATE INDEX gone ON t USING bloom (d) WITH (length = 80);
-- == to
CREATE INDEX i ON t USING gist (c gist_trgm_ops (siglen = 32));
CREATE INDEX j ON t USING gist (b gist_ltree_ops (siglen = 100));
CREATE INDEX k ON t USING gin (d);
CREATE INDEX fresh ON t USING gin (a);
CREATE INDEX ints ON t USING gin (e gin__int_ops);
CREATE INDEX blooming ON t USING bloom (d, c) WITH (length = 100, col1 = 3);
-- === exclusion
-- == both
CREATE EXTENSION btree_gist;
-- == from
CREATE TABLE booking (room integer, at tsrange, EXCLUDE USING gist (room WITH =, at WITH &&));
-- == to
CREATE TABLE booking (room integer, at tsrange, guest text, CONSTRAINT one EXCLUDE USING gist (room WITH =, at WITH &&, guest WITH <>) WHERE (room > 0));
-- === foreign data
-- == both
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;
-- == from
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a', dbname 'b');
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'x');
CREATE FOREIGN TABLE f (a integer OPTIONS (column_name 'x'), b text) SERVER s OPTIONS (table_name 'u');
CREATE VIEW v AS SELECT a FROM f;
-- == to
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'c', dbname 'b', port '5433');
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user 'y');
CREATE FOREIGN TABLE f (a bigint OPTIONS (column_name 'x'), b text NOT NULL, c date) SERVER s OPTIONS (schema_name 's', table_name 'u');
CREATE FOREIGN TABLE g (line text) SERVER files OPTIONS (filename '/dev/null', format 'csv');
CREATE VIEW v AS SELECT a, c FROM f;
-- === functions and search
-- == both
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION pgcrypto;
CREATE EXTENSION unaccent;
CREATE EXTENSION dict_int;
CREATE EXTENSION tablefunc;
CREATE EXTENSION lo;
CREATE EXTENSION fuzzystrmatch;
-- == from
CREATE TABLE t (id uuid DEFAULT uuid_generate_v4(), secret text DEFAULT encode(gen_random_bytes(4), 'hex'), body text);
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR word WITH unaccent, simple;
-- == to
CREATE TABLE t (id uuid DEFAULT uuid_generate_v1mc(), body text, tokens tsvector, l lo);
CREATE TRIGGER t_lo BEFORE UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION lo_manage(l);
CREATE TEXT SEARCH DICTIONARY short (TEMPLATE = intdict_template, MAXLEN = 3);
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR word, hword WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR uint WITH short;
CREATE VIEW near AS SELECT levenshtein(body, 'x') AS far FROM t;
CREATE FUNCTION pivot() RETURNS SETOF tablefunc_crosstab_2 LANGUAGE sql AS $$ SELECT * FROM crosstab2('SELECT 1') $$;
-- === goes with what needs it
-- == from
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE TABLE t (a integer, b citext, c hstore);
CREATE INDEX i ON t USING gin (c);
-- == to
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a integer, b text);
CREATE INDEX i ON t USING gin (b gin_trgm_ops);
-- === another schema
-- == both
CREATE SCHEMA apart;
-- == from
CREATE EXTENSION hstore;
CREATE TABLE t (a hstore DEFAULT 'x=>1');
-- == to
CREATE EXTENSION hstore SCHEMA apart;
CREATE TABLE t (a apart.hstore DEFAULT 'x=>1');
