-- Comments come, go and change.
-- == from
CREATE TABLE t (a integer, b integer);
COMMENT ON TABLE t IS 'Old';
COMMENT ON COLUMN t.a IS 'Gone';
-- == to
CREATE TABLE t (a integer, b integer);
COMMENT ON TABLE t IS 'New';
COMMENT ON COLUMN t.b IS 'It''s \ here';
