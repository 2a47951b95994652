-- A parent goes with a column and a check on it; its heir stays and loses both.
-- == from
CREATE TABLE old (a numeric);
CREATE TABLE heir () INHERITS (old);
ALTER TABLE old ADD CONSTRAINT known CHECK (a IS NOT NULL);
-- == to
CREATE TABLE heir ();
