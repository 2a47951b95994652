-- Values added before, between and behind; one is used as a default at once.
-- == from
CREATE TYPE color AS ENUM ('red', 'blue');
CREATE TABLE car (id integer, paint color DEFAULT 'red', old color[]);
-- == rows
INSERT INTO car VALUES (1, 'blue', '{red,blue}');
-- == to
CREATE TYPE color AS ENUM ('black', 'red', 'green', 'blue', 'white');
CREATE TABLE car (id integer, paint color DEFAULT 'green', old color[]);
-- == keeps
SELECT paint = 'blue' AND old = '{red,blue}' FROM car
