-- A partition goes from one table to another, and its columns change on the way.
-- === type made anew
-- == from
CREATE SCHEMA a;
CREATE TYPE a.e AS ENUM ('x', 'y');
CREATE TABLE a.whole (k integer, gone text, e a.e) PARTITION BY LIST (k);
CREATE TABLE part PARTITION OF a.whole FOR VALUES IN (1);
-- == to
CREATE SCHEMA b;
CREATE TYPE b.e AS ENUM ('x', 'y');
CREATE TABLE b.whole (k integer, e b.e) PARTITION BY LIST (k);
CREATE TABLE part PARTITION OF b.whole FOR VALUES IN (1);
-- == rows
INSERT INTO a.whole VALUES (1, 'gone', 'y');
-- == keeps
SELECT e = 'y' FROM part;
-- === other type
-- == both
CREATE TABLE one (k integer, a integer NOT NULL) PARTITION BY LIST (k);
CREATE TABLE other (k integer, a text) PARTITION BY RANGE (k);
-- == from
CREATE TABLE part PARTITION OF one FOR VALUES IN (1);
-- == to
CREATE TABLE part PARTITION OF other FOR VALUES FROM (1) TO (2);
-- === to one of the same name
-- == from
CREATE SCHEMA s;
CREATE TABLE s.whole (k bigint, a text, CONSTRAINT whole_key PRIMARY KEY (k, a)) PARTITION BY HASH (k);
CREATE TABLE part PARTITION OF s.whole FOR VALUES WITH (MODULUS 3, REMAINDER 2);
-- == to
CREATE TABLE whole (k bigint, a text, CONSTRAINT whole_key PRIMARY KEY (k, a)) PARTITION BY HASH (k);
CREATE TABLE part PARTITION OF whole FOR VALUES WITH (MODULUS 3, REMAINDER 2);
-- === with an index
-- == both
CREATE SCHEMA s;
-- == from
CREATE TABLE s.one (a date, b integer) PARTITION BY RANGE (a);
CREATE TABLE part (a date, b integer) PARTITION BY RANGE (a);
CREATE INDEX i ON s.one (b DESC, a);
ALTER TABLE s.one ATTACH PARTITION part DEFAULT;
-- == to
CREATE TABLE s.other (a date, b integer) PARTITION BY RANGE (a);
CREATE TABLE part (a date, b integer) PARTITION BY RANGE (a);
CREATE INDEX i ON s.other (b DESC, a);
ALTER TABLE s.other ATTACH PARTITION part DEFAULT;
-- === from a parent that handed down more
-- == from
CREATE TABLE parent (gone text);
CREATE TABLE part () INHERITS (parent);
CREATE TABLE typed () INHERITS (parent);
-- == to
CREATE TABLE whole (stays integer, k integer) PARTITION BY LIST (k);
CREATE TABLE part (stays integer, k integer);
ALTER TABLE whole ATTACH PARTITION part FOR VALUES IN (1);
CREATE TYPE row_type AS (stays integer);
CREATE TABLE typed OF row_type;
