-- Defaults come, go and change.
-- == from
CREATE TABLE t (a integer DEFAULT 1, b integer, c text DEFAULT 'x', d text DEFAULT 'same');
-- == to
CREATE TABLE t (a integer, b integer DEFAULT 2, c text DEFAULT lower('Y'), d text DEFAULT 'same');
