-- Views and functions that swap places, though one of them alone could be replaced.
-- === views
-- == both
CREATE TABLE goods (id int PRIMARY KEY, name text, label text);
-- == from
CREATE VIEW first AS SELECT id, label FROM goods;
CREATE VIEW third AS SELECT label FROM first;
CREATE VIEW second AS SELECT label AS name FROM third;
-- == to
CREATE VIEW first AS SELECT id, name FROM goods;
CREATE VIEW second AS SELECT first.name, first.id FROM first;
CREATE VIEW third AS SELECT name FROM second;
-- === functions
-- from 14
-- == both
CREATE TABLE goods (id int, name text);
-- == from
CREATE FUNCTION half(a int) RETURNS int LANGUAGE plpgsql AS 'begin return 1; end';
CREATE FUNCTION label(a int, b text DEFAULT half(1)::text) RETURNS int LANGUAGE sql AS 'select 1';
CREATE VIEW labels AS SELECT label(1) AS label;
-- == to
CREATE FUNCTION half(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select $1';
CREATE FUNCTION label(int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT half($1); END;
CREATE VIEW labels AS SELECT half(id) AS label FROM goods;
