-- The relations and constraints of which the transaction headway.since wrote rows into the catalogs that headway.changed lists; kept in headway.touched for the queries that follow. "odd"
-- is what has to be read with more than itself. A row of a later transaction of others is taken for
-- one of ours, which does no harm: what it is about is read again. (To run it in psql, SET
-- headway.changed and headway.since first.)
WITH own AS (SELECT age(current_setting('headway.since')::xid) AS age),
     changed AS (SELECT current_setting('headway.changed')::text[] AS names)
SELECT set_config('headway.touched', coalesce(array_agg(DISTINCT t.oid)::text, '{}'), true) AS touched,
       coalesce(bool_or(t.odd), false) AS odd
FROM (
  -- Of tables also old ones; what belongs to one must be new.
  SELECT c.oid, c.relkind NOT IN ('r', 'i', 'S', 't')
                OR c.relkind <> 'r'
                   AND NOT EXISTS (SELECT FROM pg_attribute a
                                   WHERE a.attrelid = c.oid AND a.attnum = 1
                                     AND age(a.xmin) <= (SELECT age FROM own)) AS odd
  FROM pg_class c
  WHERE c.oid >= 16384 AND 'pg_class' = ANY ((SELECT names FROM changed)::text[])
    AND age(c.xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT attrelid, false FROM pg_attribute
  WHERE attrelid >= 16384 AND 'pg_attribute' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT adrelid, false FROM pg_attrdef
  WHERE adrelid >= 16384 AND 'pg_attrdef' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT oid, contypid <> 0 FROM pg_constraint
  WHERE oid >= 16384 AND 'pg_constraint' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  -- A constraint may have taken over an index.
  SELECT conindid, false FROM pg_constraint
  WHERE oid >= 16384 AND 'pg_constraint' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT indexrelid, false FROM pg_index
  WHERE indexrelid >= 16384 AND 'pg_index' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT seqrelid, false FROM pg_sequence
  WHERE seqrelid >= 16384 AND 'pg_sequence' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  SELECT oid, NOT tgisinternal FROM pg_trigger
  WHERE oid >= 16384 AND 'pg_trigger' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)
  UNION ALL
  -- A table's row type, and the array types of both, are no objects.
  SELECT t.oid, t.typtype <> 'c' AND NOT EXISTS (SELECT FROM pg_type e
                                                 WHERE e.oid = t.typelem AND e.typarray = t.oid)
  FROM pg_type t
  WHERE t.oid >= 16384 AND 'pg_type' = ANY ((SELECT names FROM changed)::text[])
    AND age(t.xmin) <= (SELECT age FROM own)
  UNION ALL
  -- It became a member of an extension, or depends on one.
  SELECT objid, true FROM pg_depend
  WHERE refclassid = 'pg_extension'::regclass
    AND 'pg_depend' = ANY ((SELECT names FROM changed)::text[])
    AND age(xmin) <= (SELECT age FROM own)) AS t
