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
