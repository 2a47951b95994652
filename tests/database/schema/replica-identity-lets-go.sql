-- A column of a table's replica identity may be NULL: that lets go of it before, whatever becomes of its index.
-- === two columns
-- == from
CREATE TABLE place (seat integer NOT NULL, ring text NOT NULL, floor integer NOT NULL);
CREATE UNIQUE INDEX place_index ON place (seat, ring, floor);
ALTER TABLE place REPLICA IDENTITY USING INDEX place_index;
-- == to
CREATE TABLE place (seat bigint, ring text, floor integer NOT NULL);
CREATE UNIQUE INDEX place_index ON place (seat, ring, floor);
-- === another index
-- == from
CREATE TABLE place (seat integer NOT NULL, ring text NOT NULL);
CREATE UNIQUE INDEX place_index ON place (seat);
ALTER TABLE place ADD UNIQUE (ring);
ALTER TABLE place REPLICA IDENTITY USING INDEX place_index;
-- == to
CREATE TABLE place (seat integer, ring text NOT NULL);
CREATE UNIQUE INDEX place_index ON place (seat);
ALTER TABLE place ADD UNIQUE (ring);
ALTER TABLE place REPLICA IDENTITY USING INDEX place_ring_key;
-- === all columns
-- == from
CREATE TABLE place (seat integer NOT NULL);
CREATE UNIQUE INDEX place_index ON place (seat);
ALTER TABLE place REPLICA IDENTITY USING INDEX place_index;
-- == to
CREATE TABLE place (seat integer);
CREATE UNIQUE INDEX place_index ON place (seat);
ALTER TABLE place REPLICA IDENTITY FULL;
