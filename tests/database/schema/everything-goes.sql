-- A schema of its own with many things in it, all needed by each other.
-- == from
CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a');
CREATE DOMAIN app.d AS app.e DEFAULT 'a';
CREATE TABLE app.t (id serial PRIMARY KEY, e app.e DEFAULT 'a', d app.d, n integer GENERATED ALWAYS AS IDENTITY);
CREATE FUNCTION app.f(app.t) RETURNS app.e IMMUTABLE LANGUAGE sql AS 'SELECT $1.e';
CREATE VIEW app.v AS SELECT app.f(t) AS e FROM app.t;
ALTER TABLE app.t ADD CHECK (app.f(t) IS NOT NULL);
CREATE TABLE app.u (t integer DEFAULT currval('app.t_id_seq') REFERENCES app.t);
