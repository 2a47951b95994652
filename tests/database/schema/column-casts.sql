-- Casts that there are in one direction only, or not at all, though others of the kind are there.
-- == from
CREATE TABLE t (a numeric, b boolean, c integer, d real, e interval, f point, g bit varying(8), h money, i regclass, j time, k circle, l timestamp, m polygon);
-- == rows
INSERT INTO t VALUES (1.5, true, 7, 0.5);
-- == to
CREATE TABLE t (a jsonb, b jsonb, c jsonb, d jsonb, e timestamp, f circle, g integer, h bigint, i regtype, j timestamptz, k path, l interval, m lseg);
-- == keeps
SELECT a = '1.5' AND b = 'true' AND c = '7' AND d = '0.5' FROM t
