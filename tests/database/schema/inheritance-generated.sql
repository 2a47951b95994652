-- Generated columns that a parent has too.
-- === made
-- == to
CREATE TABLE parent (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE child (a integer, b integer) INHERITS (parent);
CREATE TABLE adopted (a integer NOT NULL, b integer GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE adopted INHERIT parent;
-- === plain with the parent's
-- == from
CREATE TABLE parent (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE child () INHERITS (parent);
-- == rows
INSERT INTO child VALUES (2);
-- == to
CREATE TABLE parent (b integer);
CREATE TABLE child () INHERITS (parent);
-- == keeps
SELECT b = 4 FROM child
