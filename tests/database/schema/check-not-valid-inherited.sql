-- Checks that hold for new rows only, and those of heirs that hold for all.
-- == both
CREATE TABLE parent (a integer, b integer);
CREATE TABLE child () INHERITS (parent);
-- == from
ALTER TABLE parent ADD CONSTRAINT both_valid CHECK (a > 0) NOT VALID;
-- == to
ALTER TABLE parent ADD CONSTRAINT both_valid CHECK (a > 0);
ALTER TABLE parent ADD CONSTRAINT not_here CHECK (b > 0) NOT VALID;
ALTER TABLE child VALIDATE CONSTRAINT not_here;
