-- What one of two parents says of a column, its heir has, though the other says nothing.
-- from 14
-- == to
CREATE TABLE one (a text);
CREATE TABLE between () INHERITS (one);
CREATE TABLE heir () INHERITS (between, one);
ALTER TABLE one ALTER COLUMN a SET COMPRESSION pglz;
