-- Keys, checks, references and exclusions: each way.
-- === foreign key actions
-- == both
CREATE TABLE p (a integer PRIMARY KEY, b integer UNIQUE);
-- == from
CREATE TABLE t (a integer CONSTRAINT f REFERENCES p ON DELETE CASCADE, b integer CONSTRAINT g REFERENCES p (b) ON UPDATE SET NULL);
-- == to
CREATE TABLE t (a integer CONSTRAINT f REFERENCES p ON DELETE RESTRICT ON UPDATE CASCADE, b integer CONSTRAINT g REFERENCES p (b) DEFERRABLE INITIALLY DEFERRED);
-- === foreign key to elsewhere
-- == both
CREATE TABLE p (a integer PRIMARY KEY);
CREATE TABLE q (a integer PRIMARY KEY);
-- == from
CREATE TABLE t (a integer CONSTRAINT f REFERENCES p, b integer CONSTRAINT g REFERENCES p);
-- == to
CREATE TABLE t (a integer CONSTRAINT f REFERENCES q, b integer);
-- === foreign key of several columns
-- == from
CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE t (x integer, y integer, FOREIGN KEY (x, y) REFERENCES p MATCH FULL);
-- == to
CREATE TABLE p (a integer, b integer, PRIMARY KEY (b, a));
CREATE TABLE t (x integer, y integer, FOREIGN KEY (x, y) REFERENCES p);
-- === not valid
-- == both
CREATE TABLE p (a integer PRIMARY KEY);
-- == from
CREATE TABLE t (a integer, b integer);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p NOT VALID;
ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0);
-- == to
CREATE TABLE t (a integer, b integer);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0) NOT VALID;
-- === check not handed down
-- == from
CREATE TABLE p (a integer, CONSTRAINT c CHECK (a > 0));
CREATE TABLE h () INHERITS (p);
-- == to
CREATE TABLE p (a integer, CONSTRAINT c CHECK (a > 0) NO INHERIT);
CREATE TABLE h () INHERITS (p);
-- === check with a function
-- == from
CREATE FUNCTION ok(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
CREATE TABLE t (a integer CONSTRAINT c CHECK (ok(a)));
-- == to
CREATE FUNCTION ok(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 1';
CREATE FUNCTION fine(integer, text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
CREATE TABLE t (a integer CONSTRAINT c CHECK (ok(a)), b text, CONSTRAINT d CHECK (fine(a, b)));
-- === primary key moves
-- == from
CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE u (t integer REFERENCES t);
-- == to
CREATE TABLE t (a integer UNIQUE, b integer CONSTRAINT pk PRIMARY KEY);
CREATE TABLE u (t integer REFERENCES t);
-- === unique with storage
-- == from
CREATE TABLE t (a integer, b integer, CONSTRAINT u UNIQUE (a) WITH (fillfactor = 60));
-- == to
CREATE TABLE t (a integer, b integer, CONSTRAINT u UNIQUE (a) INCLUDE (b) WITH (fillfactor = 90));
-- === deferrable keys
-- == from
CREATE TABLE t (a integer PRIMARY KEY DEFERRABLE, b integer CONSTRAINT u UNIQUE);
-- == to
CREATE TABLE t (a integer PRIMARY KEY, b integer CONSTRAINT u UNIQUE DEFERRABLE INITIALLY DEFERRED);
-- === exclusion
-- == both
CREATE EXTENSION btree_gist;
-- == from
CREATE TABLE t (a integer, b tsrange, CONSTRAINT x EXCLUDE USING gist (a WITH =, b WITH &&));
-- == to
CREATE TABLE t (a integer, b tsrange, CONSTRAINT x EXCLUDE USING gist (b WITH &&) WHERE (a > 0) DEFERRABLE, CONSTRAINT y EXCLUDE USING btree (a WITH =));
-- === clustered and replica identity
-- == from
CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL CONSTRAINT u UNIQUE);
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE t REPLICA IDENTITY USING INDEX u;
-- == to
CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL CONSTRAINT u UNIQUE);
ALTER TABLE t CLUSTER ON u;
-- === comments
-- == from
CREATE TABLE t (a integer PRIMARY KEY, b integer CONSTRAINT c CHECK (b > 0), d integer CONSTRAINT f REFERENCES t);
COMMENT ON CONSTRAINT c ON t IS 'c';
COMMENT ON CONSTRAINT t_pkey ON t IS 'key';
-- == to
CREATE TABLE t (a integer PRIMARY KEY, b integer CONSTRAINT c CHECK (b > 1), d integer CONSTRAINT f REFERENCES t);
COMMENT ON CONSTRAINT c ON t IS 'c';
COMMENT ON CONSTRAINT f ON t IS 'f';
COMMENT ON INDEX t_pkey IS 'index';
-- === a view needs the key
-- == from
CREATE TABLE t (a integer PRIMARY KEY, b text);
CREATE VIEW v AS SELECT a, b, count(*) FROM t GROUP BY a;
-- == to
CREATE TABLE t (a bigint PRIMARY KEY, b text);
CREATE VIEW v AS SELECT a, b, count(*) FROM t GROUP BY a;
-- === domain checks
-- == from
CREATE DOMAIN d AS integer CONSTRAINT c CHECK (VALUE > 0) CONSTRAINT gone CHECK (VALUE < 9);
CREATE TABLE t (a d);
-- == to
CREATE DOMAIN d AS integer CONSTRAINT c CHECK (VALUE > 1) CONSTRAINT fresh CHECK (VALUE <> 5);
CREATE TABLE t (a d);
COMMENT ON CONSTRAINT fresh ON DOMAIN d IS 'not five';
-- === domain check not valid
-- == from
CREATE DOMAIN d AS integer;
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
-- == to
CREATE DOMAIN d AS integer CONSTRAINT c CHECK (VALUE > 0);
