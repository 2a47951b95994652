-- Default, nullability and checks of a domain change; its columns stay.
-- == from
CREATE DOMAIN code AS text DEFAULT 'x' CHECK (VALUE <> '');
CREATE TABLE t (c code);
-- == rows
INSERT INTO t VALUES ('abc');
-- == to
CREATE DOMAIN code AS text NOT NULL CHECK (VALUE <> ' ') CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE TABLE t (c code);
-- == keeps
SELECT c = 'abc' FROM t
