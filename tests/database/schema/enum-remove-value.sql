-- A value is removed: the type is made anew and its columns keep their rows, with all that hangs on
-- them: default, check, index, view, function, foreign key, generated column.
-- == from
CREATE TYPE state AS ENUM ('new', 'dead', 'done');
CREATE TABLE kind (state state PRIMARY KEY);
CREATE TABLE job (id integer, state state DEFAULT 'new' NOT NULL REFERENCES kind, states state[],
  CHECK (state <> 'done' OR id > 0), is_new boolean GENERATED ALWAYS AS (state = 'new') STORED);
CREATE INDEX job_open ON job (id) WHERE state = 'new';
CREATE VIEW open_job AS SELECT id, state FROM job WHERE state = 'new';
CREATE VIEW open_id AS SELECT id FROM open_job;
COMMENT ON VIEW open_job IS 'To do';
COMMENT ON COLUMN job.state IS 'Where it stands';
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql AS $$ SELECT s = 'new' $$;
-- == rows
INSERT INTO kind VALUES ('new'), ('done');
INSERT INTO job VALUES (1, 'done', '{new,done}');
-- == to
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE kind (state state PRIMARY KEY);
CREATE TABLE job (id integer, state state DEFAULT 'new' NOT NULL REFERENCES kind, states state[],
  CHECK (state <> 'done' OR id > 0), is_new boolean GENERATED ALWAYS AS (state = 'new') STORED);
CREATE INDEX job_open ON job (id) WHERE state = 'new';
CREATE VIEW open_job AS SELECT id, state FROM job WHERE state = 'new';
CREATE VIEW open_id AS SELECT id FROM open_job;
COMMENT ON VIEW open_job IS 'To do';
COMMENT ON COLUMN job.state IS 'Where it stands';
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql AS $$ SELECT s = 'new' $$;
-- == keeps
SELECT state = 'done' AND states = '{new,done}' AND NOT is_new FROM job
