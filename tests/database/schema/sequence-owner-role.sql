-- Sequences that columns own belong to the role of the table, whoever they belonged to before.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE grows (a integer);
ALTER TABLE grows OWNER TO alice;
CREATE TABLE parted (a integer);
CREATE SEQUENCE parted_seq;
-- == from
CREATE TABLE moves (a serial);
ALTER TABLE moves OWNER TO alice;
ALTER TABLE parted OWNER TO bob;
ALTER SEQUENCE parted_seq OWNER TO bob;
ALTER SEQUENCE parted_seq OWNED BY parted.a;
CREATE TABLE gone (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER TABLE gone OWNER TO bob;
-- == to
CREATE TABLE moves (a serial);
ALTER TABLE moves OWNER TO bob;
ALTER TABLE grows ADD b serial;
ALTER TABLE parted OWNER TO alice;
ALTER SEQUENCE parted_seq OWNER TO bob;
CREATE TABLE fresh (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER TABLE fresh OWNER TO alice;
