-- A partitioned table, its partitions, key and index.
-- == both
CREATE TABLE plain (id integer);
-- == to
CREATE TABLE event (id integer, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT PARTITION BY LIST (id);
CREATE TABLE event_rest_1 PARTITION OF event_rest FOR VALUES IN (1, 2);
CREATE INDEX event_day ON event (day);
