-- A partitioned table, nested, with a foreign key to itself, and one that is referred to.
-- == to
CREATE TABLE p (id integer PRIMARY KEY, parent integer REFERENCES p) PARTITION BY LIST (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2, 3) PARTITION BY LIST (id);
CREATE TABLE p22 PARTITION OF p2 FOR VALUES IN (2);
CREATE TABLE p23 PARTITION OF p2 FOR VALUES IN (3);
CREATE TABLE refers (id integer REFERENCES p);
CREATE INDEX p_parent ON p (parent);
CREATE INDEX p_only ON ONLY p (parent, id);
