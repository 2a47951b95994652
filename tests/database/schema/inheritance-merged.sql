-- Columns and checks that a table both inherits and has itself.
-- == both
CREATE TABLE parent (a integer);
-- == from
CREATE TABLE child (b integer, c integer CHECK (c > 0)) INHERITS (parent);
ALTER TABLE parent ADD c integer CONSTRAINT child_c_check CHECK (c > 0);
CREATE TABLE alone (a integer, b integer);
-- == to
CREATE TABLE child (b integer, c integer) INHERITS (parent);
ALTER TABLE parent ADD c integer;
ALTER TABLE parent ADD e integer;
ALTER TABLE child ADD CONSTRAINT positive CHECK (a > 0);
ALTER TABLE parent ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
CREATE TABLE alone (a integer, b integer, c integer, e integer, CONSTRAINT positive CHECK (a > 0));
ALTER TABLE alone INHERIT parent;
CREATE TABLE fresh (c integer, e integer) INHERITS (parent);
