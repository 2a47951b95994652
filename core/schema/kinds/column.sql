-- Columns of tables and views, fields of composite types. "absent" stands in for what old servers
-- lack: inside the lateral subquery a catalog's own column is found before it. Options that begin
-- with pg_ are the server's own notes (15.20 keeps pg_attver there). From PostgreSQL 18 on NOT NULL
-- is a constraint; what there is to say of it beyond the usual is an attribute. A default mentions no
-- column: the server need not look its table up to write it. Where nobody has analyzed the catalogs,
-- as after a restore, the server thinks them empty: what is grouped must not be grouped anew for
-- every column.
WITH g AS MATERIALIZED (
  SELECT attrelid, array_agg(attnum) AS dropped
  FROM pg_attribute
  WHERE attrelid >= 16384 AND attisdropped
  GROUP BY attrelid)
SELECT 'column' AS kind, 'pg_class'::regclass::oid AS class, a.attrelid AS oid, a.attnum AS subid,
       CASE c.relkind WHEN 'c' THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END::oid
         AS owner_class,
       CASE c.relkind WHEN 'c' THEN c.reltype ELSE c.oid END AS owner, 0 AS owner_subid,
       NULL AS schema, a.attname AS name, NULL AS arguments,
       format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation END AS collation,
       CASE WHEN a.attnotnull THEN 't' END AS not_null,
       CASE WHEN k.conislocal OR c.relispartition THEN
            nullif(concat_ws(' ',
              CASE WHEN k.coninhcount > 0 OR c.relispartition OR c.relkind = 'p'
                     OR k.conname <> concat(c.relname, '_', a.attname, '_not_null')
                   THEN 'CONSTRAINT ' || quote_ident(k.conname) END,
              CASE WHEN k.connoinherit THEN 'NO INHERIT' END,
              CASE WHEN NOT k.convalidated THEN 'NOT VALID' END), '')
       END AS not_null_constraint,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, 0) END AS "default",
       CASE a.attgenerated
            WHEN 's' THEN '(' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            WHEN 'v' THEN '(' || pg_get_expr(d.adbin, d.adrelid) || ') virtual'
       END AS generated,
       -- From PostgreSQL 17 on that of a partition is its parent's.
       CASE WHEN c.relispartition AND current_setting('server_version_num')::int >= 170000 THEN NULL
            WHEN a.attidentity = 'a' THEN 'always' WHEN a.attidentity = 'd' THEN 'by default'
       END AS identity,
       CASE WHEN a.attstorage <> t.typstorage THEN
            CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
                              WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended' END
       END AS storage,
       CASE a.compression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       nullif(a.attstattarget, -1) AS statistics,
       CASE WHEN a.attoptions IS NOT NULL THEN
            (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || '='
                               || quote_literal(substr(o, strpos(o, '=') + 1)), ', ')
             FROM unnest(a.attoptions) AS o WHERE NOT starts_with(o, 'pg_'))
       END AS options,
       CASE WHEN a.attfdwoptions IS NOT NULL THEN
            (SELECT string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)),
                               ', ' ORDER BY o)
             FROM unnest(a.attfdwoptions) AS o)
       END AS foreign_options,
       CASE WHEN a.attinhcount > 0 THEN
            CASE WHEN a.attislocal THEN 'merged' ELSE 'inherited' END
       END AS inherited,
       CASE WHEN g.dropped IS NULL THEN a.attnum
            ELSE a.attnum - (SELECT count(*) FROM unnest(g.dropped) AS n WHERE n < a.attnum)
       END AS position
FROM (VALUES (''::"char")) AS absent (attcompression)
CROSS JOIN LATERAL (SELECT *, attcompression AS compression FROM pg_attribute) AS a
JOIN pg_class c ON c.oid = a.attrelid AND c.oid >= 16384
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN g ON g.attrelid = a.attrelid
LEFT JOIN pg_constraint k ON k.contype = 'n' AND k.conrelid = a.attrelid
                         AND k.conkey[1] = a.attnum
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
