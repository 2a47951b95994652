-- The same name is a table on one side and a view on the other.
-- == from
CREATE TABLE thing (id integer);
CREATE TABLE source (id integer);
-- == to
CREATE TABLE source (id integer);
CREATE VIEW thing AS SELECT id FROM source;
