-- The key that a foreign key and a view's GROUP BY rest on is made anew.
-- == from
CREATE TABLE t (a integer, b text, CONSTRAINT old_key PRIMARY KEY (a));
CREATE TABLE r (a integer REFERENCES t);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY a;
-- == to
CREATE TABLE t (a integer, b text, CONSTRAINT new_key PRIMARY KEY (a));
CREATE TABLE r (a integer REFERENCES t);
CREATE VIEW v AS SELECT a, b, count(*) AS n FROM t GROUP BY a;
