-- Types change and rows stay, with and without a cast of its own.
-- == from
CREATE TABLE t (a integer DEFAULT 1, b text DEFAULT '2', c varchar(10), d timestamp, e text, f numeric, g char(3), h boolean DEFAULT true, i text, j text,
  k timestamptz, l integer, m varchar(3), n integer, o json);
ALTER TABLE t ALTER i SET STORAGE MAIN, ALTER j SET STORAGE EXTERNAL;
CREATE INDEX t_a ON t (a);
ALTER TABLE t ADD CHECK (a > 0);
-- == rows
INSERT INTO t VALUES (3, '4', 'five', '2020-01-01', '{"x": 1}', 1.5, 'abc', false, NULL, 'j', '2020-01-01 10:00+00',
  1, 'abc', NULL, '[1]');
-- == to
CREATE TABLE t (a bigint DEFAULT 1, b integer DEFAULT 2, c text, d timestamp, e jsonb, f numeric(10,2), g varchar(5), h text DEFAULT 'yes', i bigint, j varchar,
  k date, l boolean, m varchar(9), n uuid, o jsonb);
ALTER TABLE t ALTER j SET STORAGE EXTERNAL;
CREATE INDEX t_a ON t (a);
ALTER TABLE t ADD CHECK (a > 0);
-- == keeps
SELECT a = 3 AND b = 4 AND c = 'five' AND e->>'x' = '1' AND f = 1.5 AND g = 'abc' AND h = 'false'
  AND k = '2020-01-01' AND l AND m = 'abc' AND o = '[1]' FROM t
