-- Indexes of every form.
-- == both
CREATE TABLE t (a integer, b text, c tsvector, d jsonb, e timestamptz);
-- == to
CREATE UNIQUE INDEX i1 ON t (a) INCLUDE (b);
CREATE INDEX i2 ON t USING gin (c);
CREATE INDEX i3 ON t USING gin (d jsonb_path_ops);
CREATE INDEX i4 ON t USING brin (e) WITH (pages_per_range = 32);
CREATE INDEX i5 ON t USING hash (b);
CREATE INDEX i6 ON t (b text_pattern_ops, a DESC NULLS LAST);
CREATE INDEX i7 ON t (upper(b) COLLATE "C", (a + 1)) WHERE b IS NOT NULL;
CREATE UNIQUE INDEX i8 ON t (a, b) WITH (fillfactor = 50);
