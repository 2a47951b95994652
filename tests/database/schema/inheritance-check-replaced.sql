-- A table goes from one parent to another, and gets another check under the same name.
-- === with what the check needs
-- == from
CREATE TABLE one (a integer, CONSTRAINT valid CHECK (a = 1), CONSTRAINT same CHECK (a > 0));
CREATE TABLE heir () INHERITS (one);
-- == to
CREATE FUNCTION f (integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 < 5';
CREATE TABLE other (a integer, CONSTRAINT valid CHECK (f(a)), CONSTRAINT same CHECK (a > 0));
CREATE TABLE heir () INHERITS (other);
-- == rows
INSERT INTO heir VALUES (1);
-- == keeps
SELECT a = 1 FROM heir;
-- === one parent stays
-- == both
CREATE TABLE both_have (b integer, CONSTRAINT same CHECK (b > 0));
-- == from
CREATE TABLE one (a integer, CONSTRAINT valid CHECK (a > 1));
CREATE TABLE heir () INHERITS (both_have, one);
-- == to
CREATE TABLE other (a integer, CONSTRAINT valid CHECK (a > 2));
CREATE TABLE heir () INHERITS (both_have, other);
