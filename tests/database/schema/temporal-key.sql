-- Keys over spans of time.
-- === create
-- from 18
-- == both
CREATE EXTENSION btree_gist;
-- == from
CREATE TABLE gone (id integer, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
-- == to
CREATE TABLE room (id integer, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
CREATE TABLE booking (id integer, room integer, at daterange, UNIQUE (id, at WITHOUT OVERLAPS),
  FOREIGN KEY (room, PERIOD at) REFERENCES room (id, PERIOD valid));
-- === change
-- from 18
-- == both
CREATE EXTENSION btree_gist;
CREATE TABLE room (id integer, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
-- == from
CREATE TABLE t (id integer, room integer, at daterange, CONSTRAINT k UNIQUE (id, at),
  CONSTRAINT f FOREIGN KEY (room, PERIOD at) REFERENCES room (id, PERIOD valid));
-- == to
CREATE TABLE t (id integer, room integer, at daterange, CONSTRAINT k UNIQUE (id, at WITHOUT OVERLAPS));
COMMENT ON CONSTRAINT k ON t IS 'no two at once';
