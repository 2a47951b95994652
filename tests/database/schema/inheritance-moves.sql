-- A table leaves one parent for another: what both hand down, what is new, and what it keeps itself.
-- === another parent
-- == from
CREATE TABLE one (id integer, gone text);
CREATE TABLE child (own integer) INHERITS (one);
-- == rows
INSERT INTO child VALUES (1, 'a', 2);
-- == to
CREATE TABLE one (gone text, new_in_one integer);
CREATE TABLE two (id integer, more text DEFAULT 'x' NOT NULL, CHECK (id > 0));
CREATE TABLE child (own integer) INHERITS (two);
-- == keeps
SELECT id = 1 AND own = 2 AND more = 'x' FROM child;
-- === first parent
-- == from
CREATE TABLE parent (a integer, b text, CHECK (a > 0));
CREATE TABLE child (c integer);
-- == to
CREATE TABLE parent (a integer, b text, CHECK (a > 0));
CREATE TABLE child (c integer) INHERITS (parent);
CREATE INDEX child_b ON child (b);
COMMENT ON COLUMN child.a IS 'from the parent';
-- === more parents
-- == from
CREATE TABLE one (a integer);
CREATE TABLE two (b integer);
CREATE TABLE child () INHERITS (one);
-- == to
CREATE TABLE one (a integer, c integer);
CREATE TABLE two (b integer, d integer);
CREATE TABLE child () INHERITS (one, two);
-- === to a parent that has another type
-- == from
CREATE TYPE kind AS ENUM ('1', '2');
CREATE TABLE one (a varchar(20), b kind, c text);
CREATE TABLE child (d integer) INHERITS (one);
CREATE INDEX child_a ON child (a);
CREATE VIEW seen AS SELECT a, b FROM child;
-- == rows
INSERT INTO child VALUES ('1.5', '2', 'c', 4);
-- == to
CREATE DOMAIN number AS integer CHECK (VALUE > 0);
CREATE TABLE two (a real NOT NULL, b number DEFAULT 7, c text COLLATE "C");
CREATE TABLE child (d integer) INHERITS (two);
CREATE INDEX child_a ON child (a);
CREATE VIEW seen AS SELECT a, b FROM child;
-- == keeps
SELECT a = 1.5 AND b = 2 AND c = 'c' AND d = 4 FROM child;
-- === leaves one parent with a column of another type
-- == both
CREATE TABLE one (a integer);
-- == from
CREATE TABLE two (b integer);
CREATE TABLE child () INHERITS (one, two);
-- == rows
INSERT INTO child VALUES (1, 2);
-- == to
CREATE TABLE child (b text) INHERITS (one);
-- == keeps
SELECT a = 1 AND b = '2' FROM child;
-- === while the type is made anew
-- == from
CREATE TYPE size AS ENUM ('huge', 'small', 'large');
CREATE TABLE one (a size DEFAULT 'small');
CREATE TABLE child () INHERITS (one);
CREATE TABLE other (a size DEFAULT 'large');
-- == rows
INSERT INTO child VALUES ('small');
INSERT INTO other VALUES ('large');
-- == to
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TABLE two (a size, CHECK (a IN ('small', 'large')));
CREATE TABLE child () INHERITS (two);
CREATE TABLE other () INHERITS (two);
-- == keeps
SELECT array_agg(a ORDER BY a) = '{small,large}' FROM two;
-- === its own too, of another type
-- == from
CREATE TABLE one (a varchar, b integer);
CREATE TABLE child (a varchar DEFAULT '7', c integer) INHERITS (one);
-- == rows
INSERT INTO child VALUES ('1', 2, 3);
-- == to
CREATE TABLE two (a real, b integer);
CREATE TABLE child (a real, c integer) INHERITS (two);
-- == keeps
SELECT a = 1 AND b = 2 AND c = 3 FROM child;
-- === becomes its own too, of another type
-- == from
CREATE TABLE one (a varchar, b integer);
CREATE TABLE child (c integer) INHERITS (one);
-- == rows
INSERT INTO child VALUES ('1', 2, 3);
-- == to
CREATE TABLE two (a real, b integer);
CREATE TABLE child (a real, c integer) INHERITS (two);
-- == keeps
SELECT a = 1 AND b = 2 AND c = 3 FROM child;
