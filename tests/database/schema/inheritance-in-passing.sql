-- Heirs made, left and joined while their parents get and lose what they hand down.
-- === new-heirs
-- == both
CREATE TABLE things (id int, name text);
CREATE TABLE marks (mark int);
-- == from
CREATE TABLE old (x text) INHERITS (marks);
-- == to
ALTER TABLE things ADD price int DEFAULT 4;
ALTER TABLE things ADD CONSTRAINT priced CHECK (price > 0) NO INHERIT;
CREATE TABLE goods (kind int) INHERITS (things);
CREATE TABLE fruit (sort text) INHERITS (goods, marks);
ALTER TABLE goods ALTER price DROP DEFAULT;
CREATE TABLE old (x text) INHERITS (things);
CREATE TABLE older (y date) INHERITS (old);
-- === one-of-two
-- == both
CREATE TABLE things (id int, name text);
CREATE TABLE marks (mark int);
-- == from
CREATE TABLE goods (kind text) INHERITS (things, marks);
-- == to
CREATE TABLE goods (kind int) INHERITS (things);
CREATE TABLE fruit (sort text) INHERITS (goods);
ALTER TABLE things ADD CONSTRAINT known CHECK (id > 0);
ALTER TABLE goods ALTER id SET DEFAULT 5;
-- === default-far-up
-- == both
CREATE TABLE things (id int, name text);
CREATE TABLE goods (kind int) INHERITS (things);
-- == from
CREATE TABLE fruit (sort text) INHERITS (goods);
ALTER TABLE things ADD CONSTRAINT known CHECK (id > 0);
-- == to
CREATE TABLE marks (mark int);
CREATE TABLE fruit (sort text) INHERITS (goods, marks);
ALTER TABLE things ADD price int DEFAULT 4;
ALTER TABLE goods ALTER price DROP DEFAULT;
ALTER TABLE fruit ALTER price DROP DEFAULT;
