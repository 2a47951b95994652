-- A materialized view that cannot be read keeps others from being filled.
-- === comes
-- == both
CREATE TABLE t (a integer);
CREATE MATERIALIZED VIEW without AS SELECT a FROM t WITH NO DATA;
-- == to
CREATE VIEW v AS SELECT a FROM without;
CREATE MATERIALIZED VIEW new AS SELECT a FROM v WITH NO DATA;
CREATE MATERIALIZED VIEW newer AS SELECT a FROM new WITH NO DATA;
-- === was filled there
-- == both
CREATE TABLE t (a integer);
-- == from
CREATE MATERIALIZED VIEW there AS SELECT a FROM t WITH NO DATA;
-- == to
CREATE MATERIALIZED VIEW there AS SELECT a FROM t;
CREATE MATERIALIZED VIEW new AS SELECT a FROM there;
-- === over a view that changes hands
-- == from
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
DO $$BEGIN CREATE ROLE bob; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
ALTER VIEW v OWNER TO bob;
-- == to
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE MATERIALIZED VIEW new AS SELECT a FROM w;
