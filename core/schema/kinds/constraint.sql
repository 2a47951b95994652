-- Constraints of tables and domains. One of a partition that is attached to its parent's is "of"
-- that. A foreign key has more rows for the partitions that it refers to: they are no objects.
SELECT CASE k.contype WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
                      WHEN 'f' THEN 'foreign-key' WHEN 'x' THEN 'exclusion' END AS kind,
       'pg_constraint'::regclass::oid AS class, k.oid, 0 AS subid,
       CASE WHEN k.conrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END::oid
         AS owner_class,
       CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END AS owner, 0 AS owner_subid,
       NULL AS schema, k.conname AS name, NULL AS arguments,
       pg_get_constraintdef(k.oid) AS definition,
       CASE WHEN c.reloptions IS NOT NULL THEN
            (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || '='
                               || quote_literal(substr(o, strpos(o, '=') + 1)), ', ')
             FROM unnest(c.reloptions) AS o)
       END AS options,
       CASE WHEN i.indisclustered THEN 't' END AS clustered,
       CASE WHEN i.indisreplident THEN 't' END AS replica_identity,
       CASE WHEN c.reltablespace <> 0 THEN
            (SELECT quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace)
       END AS tablespace,
       CASE WHEN k.conparentid <> 0 THEN
                 (SELECT 'of ' || p.conname FROM pg_constraint p WHERE p.oid = k.conparentid)
            WHEN k.coninhcount > 0 THEN
                 CASE WHEN k.conislocal THEN 'merged' ELSE 'inherited' END
       END AS inherited
FROM pg_constraint k
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
                    AND (i.indisclustered OR i.indisreplident)
LEFT JOIN pg_class c ON c.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
                    AND (c.reloptions IS NOT NULL OR c.reltablespace <> 0)
WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND k.oid >= 16384
  AND (k.conparentid = 0
       OR NOT EXISTS (SELECT FROM pg_constraint p
                      WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid))
