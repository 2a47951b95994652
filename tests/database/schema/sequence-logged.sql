-- Sequences logged where their table is not, and the other way round.
-- from 15
-- == from
CREATE UNLOGGED TABLE becomes_logged (a serial, b integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE becomes_unlogged (a serial, b integer GENERATED ALWAYS AS IDENTITY);
CREATE UNLOGGED TABLE changes (a serial, b integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE grows (a integer);
CREATE SEQUENCE alone;
-- == to
CREATE TABLE becomes_logged (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE becomes_logged_b_seq SET UNLOGGED;
CREATE UNLOGGED TABLE becomes_unlogged (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE becomes_unlogged_a_seq SET LOGGED;
CREATE UNLOGGED TABLE changes (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE changes_a_seq SET LOGGED;
ALTER SEQUENCE changes_b_seq SET LOGGED;
CREATE TABLE grows (a integer, b integer GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE grows_b_seq SET UNLOGGED;
CREATE UNLOGGED SEQUENCE alone;
CREATE UNLOGGED TABLE fresh (a serial, b integer GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE fresh_a_seq SET LOGGED;
ALTER SEQUENCE fresh_b_seq SET LOGGED;
