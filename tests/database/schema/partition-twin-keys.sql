-- Keys of a partitioned table that are alike: each takes that of the partition which is its own.
-- === both there
-- == both
CREATE TABLE whole (a text, b boolean NOT NULL) PARTITION BY RANGE (a);
ALTER TABLE whole ADD CONSTRAINT first UNIQUE (a, b);
ALTER TABLE whole ADD CONSTRAINT second PRIMARY KEY (a, b) DEFERRABLE;
-- == to
CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('it') TO (MAXVALUE);
-- === one is new
-- == both
CREATE TABLE whole (a text, b boolean NOT NULL) PARTITION BY RANGE (a);
ALTER TABLE whole ADD CONSTRAINT first UNIQUE (a, b);
-- == to
ALTER TABLE whole ADD CONSTRAINT second PRIMARY KEY (a, b) DEFERRABLE;
CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('it') TO (MAXVALUE);
