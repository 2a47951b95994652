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
