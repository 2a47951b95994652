-- A generated column that a parent has too.
-- == to
CREATE TABLE parent (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE child (a integer, b integer) INHERITS (parent);
CREATE TABLE adopted (a integer NOT NULL, b integer GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE adopted INHERIT parent;
