-- A column of an heir that stands before its parent is stored otherwise when the parent's has got its type.
-- == from
CREATE TABLE parent (a point);
CREATE SCHEMA before;
CREATE TABLE before.none ();
CREATE TABLE before.heir () INHERITS (before.none, parent);
CREATE TABLE before.own (a point) INHERITS (parent);
-- == to
CREATE TABLE parent (a numeric);
CREATE SCHEMA before;
CREATE TABLE before.none ();
CREATE TABLE before.heir () INHERITS (before.none, parent);
CREATE TABLE before.own (a numeric) INHERITS (parent);
ALTER TABLE parent ALTER a SET STORAGE PLAIN;
