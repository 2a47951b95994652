-- A column changes from one type to another, of which each has a field of a range that is made anew: its values wait as text.
-- from 14
-- == from
CREATE TYPE days AS RANGE (SUBTYPE = date, MULTIRANGE_TYPE_NAME = "many days");
CREATE TYPE stay AS (span days);
CREATE TABLE room (id integer, taken stay DEFAULT NULL::stay NOT NULL);
-- == rows
INSERT INTO room VALUES (1, ROW('[2020-01-01,2020-01-03)'));
-- == to
CREATE TYPE days AS RANGE (SUBTYPE = date);
CREATE TYPE visit AS (span days);
CREATE TABLE room (id integer, taken visit DEFAULT NULL::visit NOT NULL);
-- == keeps
SELECT lower((taken).span) = '2020-01-01' FROM room
