-- What one of two parents says of a column, its heir has, though the other says nothing.
-- === storage
-- from 14
-- == to
CREATE TABLE one (a text);
CREATE TABLE between () INHERITS (one);
CREATE TABLE heir () INHERITS (between, one);
ALTER TABLE one ALTER COLUMN a SET COMPRESSION pglz;
-- === a new column of the second
-- == from
CREATE TABLE one ();
CREATE TABLE other (a integer);
CREATE TABLE heir () INHERITS (one, other);
-- == to
CREATE TABLE one ();
CREATE TABLE other (a integer, b text NOT NULL);
CREATE TABLE heir () INHERITS (one, other);
ALTER TABLE other ALTER COLUMN b SET STORAGE EXTERNAL;
