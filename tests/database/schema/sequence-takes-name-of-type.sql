-- A sequence gets the name of a type: it is made when that has gone from the columns, and then itself.
-- == from
CREATE DOMAIN ticket AS text;
CREATE TABLE stall (holder ticket NOT NULL);
-- == to
CREATE TYPE holders AS ENUM ('one', 'two');
CREATE TABLE stall (holder holders[] NOT NULL);
CREATE SEQUENCE ticket;
