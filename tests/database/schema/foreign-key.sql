-- Foreign keys come, go and change what they do.
-- == from
CREATE TABLE p (id integer PRIMARY KEY, x integer, y integer, UNIQUE (x, y));
CREATE TABLE c (a integer REFERENCES p, b integer CONSTRAINT b_key REFERENCES p ON DELETE CASCADE, x integer, y integer);
-- == to
CREATE TABLE p (id integer PRIMARY KEY, x integer, y integer, UNIQUE (x, y));
CREATE TABLE c (a integer, b integer CONSTRAINT b_key REFERENCES p ON DELETE SET NULL DEFERRABLE, x integer, y integer,
  FOREIGN KEY (x, y) REFERENCES p (x, y) MATCH FULL);
