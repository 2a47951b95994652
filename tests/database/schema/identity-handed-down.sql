-- A column with an identity comes to a table with heirs: they get the column without it.
-- == from
CREATE TABLE base ();
CREATE TABLE other ();
CREATE TABLE heir (b text) INHERITS (base, other);
-- == rows
INSERT INTO other DEFAULT VALUES;
-- == to
CREATE TABLE base (a bigint GENERATED ALWAYS AS IDENTITY (START WITH 5));
CREATE TABLE other ();
CREATE TABLE heir (b text) INHERITS (base, other);
