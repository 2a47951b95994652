-- What ALTER TABLE changes without touching rows.
-- == from
CREATE TABLE t (a integer NOT NULL, b text) WITH (fillfactor = 70, toast_tuple_target = 200);
CREATE UNIQUE INDEX t_a ON t (a);
-- == to
CREATE UNLOGGED TABLE t (a integer NOT NULL, b text) WITH (fillfactor = 80, parallel_workers = 2);
CREATE UNIQUE INDEX t_a ON t (a);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
ALTER TABLE t CLUSTER ON t_a;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
ALTER TABLE t ALTER b SET STORAGE EXTERNAL;
ALTER TABLE t ALTER b SET STATISTICS 200;
ALTER TABLE t ALTER b SET (n_distinct = 5);
