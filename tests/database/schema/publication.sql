-- Publications: what they publish, tables with columns and filters, schemas.
-- === tables
-- == both
CREATE TABLE a (id integer PRIMARY KEY, x text, y text);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY) PARTITION BY RANGE (id);
-- == from
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION p FOR TABLE a, b WITH (publish = 'insert, update');
-- == to
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'truncate');
CREATE PUBLICATION p FOR TABLE a, c WITH (publish_via_partition_root = true);
CREATE PUBLICATION n;
COMMENT ON PUBLICATION n IS 'nothing';
-- === schemas
-- from 15
-- == both
CREATE SCHEMA s;
CREATE SCHEMA u;
CREATE TABLE a (id integer PRIMARY KEY, x text, y text);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY) PARTITION BY RANGE (id);
-- == from
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION p FOR TABLE a, b WITH (publish = 'insert, update');
CREATE PUBLICATION q FOR TABLES IN SCHEMA s;
CREATE PUBLICATION r FOR TABLE a (id, x);
-- == to
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'truncate');
CREATE PUBLICATION p FOR TABLE a WHERE (id > 5), TABLE c WITH (publish_via_partition_root = true);
CREATE PUBLICATION q FOR TABLES IN SCHEMA u, TABLE b WITH (publish = '');
CREATE PUBLICATION r FOR TABLE a (id, y) WHERE (id > 7);
CREATE PUBLICATION n;
COMMENT ON PUBLICATION n IS 'nothing';
