-- Where a column gets another type PostgreSQL gives the comments of the parent's indexes and keys to those of the
-- partitions.
-- == from
CREATE TABLE whole (a integer, v text) PARTITION BY RANGE (a);
CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (9);
CREATE TABLE other PARTITION OF whole DEFAULT;
CREATE INDEX whole_v ON whole (v);
COMMENT ON INDEX whole_v IS 'All of it';
COMMENT ON INDEX part_v_idx IS 'A part of it';
ALTER TABLE whole ADD CONSTRAINT whole_key UNIQUE (a, v);
COMMENT ON INDEX whole_key IS 'Key';
COMMENT ON CONSTRAINT whole_key ON whole IS 'Constraint';
-- == rows
INSERT INTO whole VALUES (1, 'x');
-- == keeps
SELECT v = 'x' FROM whole
-- == to
CREATE TABLE whole (a integer, v varchar(9)) PARTITION BY RANGE (a);
CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (9);
CREATE TABLE other PARTITION OF whole DEFAULT;
CREATE INDEX whole_v ON whole (v);
COMMENT ON INDEX whole_v IS 'All of it';
COMMENT ON INDEX part_v_idx IS 'A part of it';
ALTER TABLE whole ADD CONSTRAINT whole_key UNIQUE (a, v);
COMMENT ON INDEX whole_key IS 'Key';
COMMENT ON CONSTRAINT whole_key ON whole IS 'Constraint';
