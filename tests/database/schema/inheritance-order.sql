-- The parents of a table come in another order, and one before another.
-- == from
CREATE TABLE one (a integer NOT NULL, c text CHECK (c > ''));
CREATE TABLE two (a integer, b text);
CREATE TABLE old ();
CREATE TABLE heir () INHERITS (one, two);
CREATE TABLE other () INHERITS (old, one);
CREATE TABLE last () INHERITS (heir);
-- == rows
INSERT INTO last VALUES (1, 'b', 'c');
-- == to
CREATE TABLE one (a integer NOT NULL, c text CHECK (c > ''));
CREATE TABLE two (a integer, b text);
CREATE TABLE heir () INHERITS (two, one);
CREATE TABLE new ();
CREATE TABLE other () INHERITS (new, one);
CREATE TABLE last () INHERITS (heir);
-- == keeps
SELECT a = 1 FROM last
