-- Columns and checks of parents come and go; tables begin to inherit, and cease to.
-- == both
CREATE TABLE a (x int, CONSTRAINT pos CHECK (x > 0));
CREATE TABLE b (y text DEFAULT 'b');
-- == from
CREATE TABLE leaves (x int, z int, CONSTRAINT pos CHECK (x > 0)) INHERITS (a);
CREATE TABLE p (k int NOT NULL, gone int, m int, CONSTRAINT old CHECK (k > 0), CONSTRAINT own CHECK (k > 1) NO INHERIT);
CREATE TABLE q (w int, m int) INHERITS (p);
-- == to
CREATE TABLE leaves (x int, z int, CONSTRAINT pos CHECK (x > 0), y text DEFAULT 'b') INHERITS (b);
CREATE TABLE p (k int, m int, fresh text, CONSTRAINT new CHECK (k > 0), CONSTRAINT own CHECK (k > 2) NO INHERIT);
CREATE TABLE q (w int, m int, CONSTRAINT mine CHECK (w > 0)) INHERITS (p);
CREATE TABLE deep (v int) INHERITS (q, b);
ALTER TABLE deep ALTER y DROP DEFAULT;
