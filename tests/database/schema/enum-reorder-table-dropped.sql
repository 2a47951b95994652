-- An enum is made anew while tables and functions that use it come and go, and a view changes sides.
-- == from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE old_orders (id integer, feels mood DEFAULT 'sad');
CREATE VIEW latest AS SELECT id, feels FROM old_orders;
CREATE FUNCTION f(mood) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE kept (feels mood DEFAULT 'sad');
-- == rows
INSERT INTO kept VALUES ('happy');
-- == to
CREATE TYPE mood AS ENUM ('happy', 'sad', 'fine');
CREATE TABLE new_orders (id integer, feels mood DEFAULT 'sad');
CREATE VIEW latest AS SELECT id, feels FROM new_orders;
CREATE FUNCTION f(mood) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE FUNCTION g(mood) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE TABLE kept (feels mood DEFAULT 'fine');
-- == keeps
SELECT bool_and(feels = 'happy') FROM kept;
