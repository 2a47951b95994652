-- Views on views and functions, with options.
-- == both
CREATE TABLE t (id integer PRIMARY KEY, a text);
-- == to
CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql AS 'SELECT upper($1)';
CREATE VIEW z AS SELECT id, shout(a) AS a FROM t;
CREATE VIEW y WITH (security_barrier = true) AS SELECT a FROM z;
CREATE VIEW x AS SELECT id FROM t WHERE id > 0 WITH LOCAL CHECK OPTION;
ALTER VIEW x ALTER COLUMN id SET DEFAULT 5;
CREATE VIEW r AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5) SELECT n FROM c;
COMMENT ON VIEW y IS 'Y';
COMMENT ON COLUMN y.a IS 'A';
