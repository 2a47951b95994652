-- A name passes from one kind of constraint or index to another.
-- == from
CREATE TABLE t (a integer, b integer, CONSTRAINT x CHECK (a > 0));
CREATE INDEX y ON t (a);
CREATE TABLE u (a integer);
CREATE INDEX z ON u (a);
-- == to
CREATE TABLE t (a integer, b integer, CONSTRAINT x UNIQUE (a), CONSTRAINT y UNIQUE (b));
CREATE INDEX z ON t (b);
CREATE TABLE u (a integer);
