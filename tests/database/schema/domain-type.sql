-- The type under a domain changes: it is made anew and the columns keep their rows.
-- == from
CREATE DOMAIN number AS integer CHECK (VALUE > 0);
CREATE TABLE t (n number DEFAULT 1);
CREATE VIEW v AS SELECT n FROM t;
-- == rows
INSERT INTO t VALUES (7);
-- == to
CREATE DOMAIN number AS bigint CHECK (VALUE > 0);
CREATE TABLE t (n number DEFAULT 1);
CREATE VIEW v AS SELECT n FROM t;
-- == keeps
SELECT n = 7 FROM t
