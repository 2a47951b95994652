-- Columns that are a table's own on one side, and on the other only what a parent hands down.
-- === parent takes over
-- == from
CREATE TABLE parent (a integer);
CREATE TABLE child (b integer, c text DEFAULT 'x' NOT NULL, d numeric(6,2)) INHERITS (parent);
CREATE INDEX child_c ON child (c);
ALTER TABLE child ADD CHECK (d > 0);
COMMENT ON COLUMN child.c IS 'its own';
CREATE VIEW seen AS SELECT c, d FROM child;
-- == rows
INSERT INTO child VALUES (1, 2, 'three', 4.5);
-- == to
CREATE TABLE parent (a integer, c text DEFAULT 'x' NOT NULL, d numeric(6,2));
CREATE TABLE child (b integer) INHERITS (parent);
CREATE INDEX child_c ON child (c);
COMMENT ON COLUMN child.c IS 'from the parent';
CREATE VIEW seen AS SELECT c, d FROM child;
-- == keeps
SELECT a = 1 AND b = 2 AND c = 'three' AND d = 4.5 FROM child;
-- === one of two
-- == from
CREATE TABLE parent (a integer, same integer, CHECK (same > 0));
CREATE TABLE child (a integer, b integer) INHERITS (parent);
-- == rows
INSERT INTO child (a, b, same) VALUES (1, 2, 3);
-- == to
CREATE TABLE parent (a integer, same integer, CHECK (same > 0));
CREATE TABLE child (b integer) INHERITS (parent);
-- == keeps
SELECT a = 1 AND b = 2 AND same = 3 FROM child;
-- === joins a parent
-- == from
CREATE TABLE parent (a integer, b text);
CREATE TABLE child (a integer, b text, c integer);
CREATE UNIQUE INDEX child_a ON child (a);
-- == rows
INSERT INTO child VALUES (1, 'two', 3);
-- == to
CREATE TABLE parent (a integer, b text);
CREATE TABLE child (c integer) INHERITS (parent);
CREATE UNIQUE INDEX child_a ON child (a);
-- == keeps
SELECT a = 1 AND b = 'two' AND c = 3 FROM child;
-- === referenced
-- == from
CREATE TABLE parent (id integer NOT NULL);
CREATE TABLE child (code text PRIMARY KEY, kind varchar(8) COLLATE "C") INHERITS (parent);
CREATE TABLE other (code text REFERENCES child);
-- == rows
INSERT INTO child VALUES (1, 'a', 'k');
INSERT INTO other VALUES ('a');
-- == to
CREATE TABLE parent (id integer NOT NULL, code text NOT NULL, kind varchar(8) COLLATE "C");
CREATE TABLE child (PRIMARY KEY (code)) INHERITS (parent);
CREATE TABLE other (code text REFERENCES child);
-- == keeps
SELECT id = 1 AND child.code = 'a' AND kind = 'k' FROM child JOIN other USING (code);
-- === with another type
-- == from
CREATE TABLE parent (a integer, e integer);
CREATE TABLE child (b integer, c varchar(20) DEFAULT 'x', e integer) INHERITS (parent);
-- == rows
INSERT INTO child (a, b, c, e) VALUES (1, 2, '2020-01-01', 5);
-- == to
CREATE TABLE parent (a integer, c date, e bigint);
CREATE TABLE child (b integer) INHERITS (parent);
-- == keeps
SELECT a = 1 AND b = 2 AND c = '2020-01-01' AND e = 5 FROM child;
-- === from a type
-- == from
CREATE TYPE t AS (a date);
CREATE TABLE parent OF t;
CREATE TABLE child (b bigint) INHERITS (parent);
-- == to
CREATE TABLE child (b bigint, a varchar(20) DEFAULT 'c');
-- === both had it, of another type
-- == from
CREATE TABLE parent (a varchar, b integer);
CREATE TABLE child (a varchar DEFAULT '7') INHERITS (parent);
-- == rows
INSERT INTO child VALUES ('1', 2);
-- == to
CREATE TABLE parent (a real, b integer);
CREATE TABLE child () INHERITS (parent);
-- == keeps
SELECT a = 1 AND b = 2 FROM child;
-- === one heir keeps what another loses with it
-- == from
CREATE TABLE parent (a integer, b integer);
CREATE TABLE keeper () INHERITS (parent);
CREATE TABLE loser () INHERITS (parent);
-- == rows
INSERT INTO keeper VALUES (1, 2);
-- == to
CREATE TABLE parent (a integer);
CREATE TABLE keeper (b integer) INHERITS (parent);
CREATE TABLE loser () INHERITS (parent);
-- == keeps
SELECT b = 2 FROM keeper
