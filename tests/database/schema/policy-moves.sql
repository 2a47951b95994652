-- A policy goes from a column to another while the domain that both are of changes.
-- == from
CREATE DOMAIN d AS integer;
CREATE TABLE t (a d DEFAULT 3 NOT NULL);
CREATE POLICY p ON t USING (a IS NOT NULL);
-- == to
CREATE DOMAIN d AS integer DEFAULT 1;
CREATE TABLE t (b d DEFAULT 3 NOT NULL);
CREATE POLICY p ON t USING (b IS NOT NULL);
