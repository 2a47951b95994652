-- Heirs are in a publication, or not, by themselves; columns in the order in which they stand.
-- === in it
-- from 15
-- == both
CREATE TABLE a (id integer, x text);
-- == from
CREATE PUBLICATION p FOR TABLE ONLY a;
-- == to
CREATE TABLE b () INHERITS (a);
CREATE PUBLICATION p FOR TABLE a WHERE (id > 5);
CREATE PUBLICATION q FOR TABLE ONLY a;
-- === columns that stand elsewhere
-- from 15
-- == from
CREATE TABLE t (a integer, b boolean NOT NULL, c integer);
CREATE PUBLICATION p FOR TABLE t (a, b, c);
-- == to
CREATE TABLE t (a integer, c integer);
