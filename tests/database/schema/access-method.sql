-- An access method for indexes, an operator class for it and an index of it.
-- == to
CREATE ACCESS METHOD hashes TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR CLASS numbers DEFAULT FOR TYPE integer USING hashes AS
  OPERATOR 1 =, FUNCTION 1 hashint4(integer);
COMMENT ON ACCESS METHOD hashes IS 'of hashes';
CREATE TABLE t (a integer);
CREATE INDEX t_a ON t USING hashes (a);
