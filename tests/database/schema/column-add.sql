-- Columns of many kinds are added.
-- == both
CREATE TABLE t (id integer PRIMARY KEY);
-- == rows
INSERT INTO t VALUES (1);
-- == to
ALTER TABLE t ADD a text, ADD b integer NOT NULL DEFAULT 5, ADD c varchar(20) COLLATE "C" DEFAULT 'x',
  ADD d timestamptz DEFAULT now(), ADD e integer[] DEFAULT '{1,2}', ADD f interval DEFAULT '1 day 2 hours',
  ADD g timestamptz DEFAULT '2020-01-01 00:00:00+02', ADD h double precision DEFAULT 0.1, ADD i bytea DEFAULT '\x01ff',
  ADD j integer GENERATED ALWAYS AS (id * 2) STORED, ADD k jsonb DEFAULT '{"a": 1}';
-- == keeps
SELECT b = 5 AND j = 2 FROM t
