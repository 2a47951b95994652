-- The schema that every database has.
-- == to
COMMENT ON SCHEMA public IS 'Ours';
