-- Partitions get other bounds while the table they are of gains and loses columns, checks and indexes.
-- == from
CREATE TABLE p (a integer, b text, gone integer CHECK (gone > 0)) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_gone ON p (gone);
-- == rows
INSERT INTO p VALUES (1, 'x', 5), (11, 'y', 6);
-- == to
CREATE TABLE p (a integer, b varchar(20) NOT NULL, c integer DEFAULT 3 CHECK (c > 0))
  PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (5);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (30);
CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (5) TO (10);
CREATE INDEX p_c ON p (c);
-- == keeps
SELECT string_agg(b, '' ORDER BY a) = 'xy' FROM p;
