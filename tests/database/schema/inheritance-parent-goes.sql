-- A parent goes, and its heir stays.
-- === for good, with a check that the heir loses
-- == from
CREATE TABLE old (a numeric);
CREATE TABLE heir () INHERITS (old);
ALTER TABLE old ADD CONSTRAINT known CHECK (a IS NOT NULL);
-- == to
CREATE TABLE heir ();
-- === to come back, partitioned by a column of another name
-- == from
CREATE TABLE whole (day date NOT NULL, next date GENERATED ALWAYS AS (day + 1) STORED) PARTITION BY HASH (day);
CREATE TABLE part (day date NOT NULL, next date GENERATED ALWAYS AS (day + 1) STORED);
ALTER TABLE whole ATTACH PARTITION part FOR VALUES WITH (MODULUS 3, REMAINDER 0);
-- == to
CREATE TABLE whole (date date NOT NULL, next date GENERATED ALWAYS AS (date + 1) STORED) PARTITION BY HASH (date);
CREATE TABLE part (date date NOT NULL, next date GENERATED ALWAYS AS (date + 1) STORED);
ALTER TABLE whole ATTACH PARTITION part FOR VALUES WITH (MODULUS 3, REMAINDER 0);
