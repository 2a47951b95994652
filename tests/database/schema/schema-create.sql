-- A schema with a comment and objects in it.
-- == to
CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'What is sold';
CREATE TABLE sales.item (id integer);
