-- A primary key over other columns, with what refers to it.
-- == from
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT t_key PRIMARY KEY (a), UNIQUE (b));
CREATE TABLE r (t integer REFERENCES t (b));
-- == to
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT t_key PRIMARY KEY (a, b), UNIQUE (b));
CREATE TABLE r (t integer REFERENCES t (b));
