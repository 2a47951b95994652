-- Tables go from parent to parent while columns get other types: one of a table's own becomes one that is handed
-- down, and one that was handed down stays as it was.
-- == from
CREATE TABLE thing (a integer NOT NULL DEFAULT 1, b text, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE priced (c integer);
CREATE TABLE tool (d integer) INHERITS (thing);
CREATE TABLE part (a integer, b text, c integer);
CREATE TABLE spare () INHERITS (thing, priced);
COMMENT ON COLUMN part.a IS 'Number';
-- == rows
INSERT INTO tool VALUES (1, 'x', 2);
INSERT INTO part VALUES (3, 'y', 4);
-- == to
CREATE TABLE thing (a bigint DEFAULT 2, b varchar(9), e date, CONSTRAINT positive CHECK (a > 5) NO INHERIT);
CREATE TABLE priced (c integer, CHECK (c > 0));
CREATE TABLE tool (a bigint, b varchar(9), d integer, e date);
CREATE TABLE part () INHERITS (thing, priced);
CREATE TABLE spare (a bigint, b text) INHERITS (priced);
COMMENT ON COLUMN part.a IS 'Number';
-- == keeps
SELECT tool.a = 1 AND d = 2 AND part.a = 3 AND part.b = 'y' AND c = 4 FROM tool, part
