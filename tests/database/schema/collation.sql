-- Collations come, go and change; the column keeps its values.
-- == from
CREATE COLLATION swedish (provider = icu, locale = 'sv');
CREATE COLLATION gone (provider = libc, locale = 'C');
CREATE TABLE t (a text COLLATE swedish);
CREATE INDEX t_a ON t (a);
-- == rows
INSERT INTO t VALUES ('x');
-- == to
CREATE COLLATION swedish (provider = icu, locale = 'sv-SE', deterministic = false);
CREATE COLLATION new (lc_collate = 'C', lc_ctype = 'POSIX');
COMMENT ON COLLATION new IS 'plain';
CREATE TABLE t (a text COLLATE swedish, b text COLLATE new);
CREATE INDEX t_a ON t (a);
CREATE DOMAIN d AS text COLLATE new;
-- == keeps
SELECT a = 'x' FROM t
