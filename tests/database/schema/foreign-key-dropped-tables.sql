-- All tables of a circle of foreign keys go.
-- == from
CREATE TABLE a (id integer PRIMARY KEY, c_id integer);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY, b_id integer REFERENCES b, parent integer REFERENCES c);
ALTER TABLE a ADD FOREIGN KEY (c_id) REFERENCES c;
