-- A column goes from one enum to another, and from text to an enum.
-- == from
CREATE TYPE one AS ENUM ('a', 'b');
CREATE TABLE t (x one DEFAULT 'a', y text DEFAULT 'b');
-- == rows
INSERT INTO t VALUES ('b', 'a');
-- == to
CREATE TYPE two AS ENUM ('a', 'b', 'c');
CREATE TABLE t (x two DEFAULT 'c', y two DEFAULT 'b');
-- == keeps
SELECT x = 'b' AND y = 'a' FROM t
