-- Publications, and the tables and schemas in them. "absent" stands in for what old servers lack:
-- inside the lateral subquery a catalog's own column is found before it. Schemas in publications
-- came with PostgreSQL 15: 6237 is pg_publication_namespace, on every server. The server keeps columns
-- in the order in which they stand in the table, which is not compared.
SELECT 'publication' AS kind, 'pg_publication'::regclass::oid AS class, p.oid, 0 AS subid,
       NULL::oid AS owner_class, NULL::oid AS owner, NULL::integer AS owner_subid,
       NULL AS schema, p.pubname::text AS name, NULL AS arguments,
       CASE WHEN p.puballtables THEN 't' END AS all_tables,
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END,
                 CASE WHEN p.pubtruncate THEN 'truncate' END) AS operations,
       CASE WHEN p.pubviaroot THEN 't' END AS via_root,
       CASE to_jsonb(p) ->> 'pubgencols' WHEN 's' THEN 'stored' END AS generated_columns,
       NULL AS columns, NULL AS filter
FROM pg_publication p
WHERE p.oid >= 16384
UNION ALL
SELECT 'publication-table', 'pg_publication_rel'::regclass, r.oid, 0, 'pg_publication'::regclass,
       r.prpubid, 0, NULL, r.prrelid::regclass::text, NULL, NULL, NULL, NULL, NULL,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
        FROM unnest(r.attributes) AS k (attnum)
        JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.attnum),
       pg_get_expr(r.condition, r.prrelid)
FROM (VALUES (NULL::int2vector, NULL::pg_node_tree)) AS absent (prattrs, prqual)
CROSS JOIN LATERAL (SELECT *, prattrs AS attributes, prqual AS condition
                    FROM pg_publication_rel) AS r
WHERE r.oid >= 16384
UNION ALL
SELECT 'publication-schema', s.classid, s.objid, 0, 'pg_publication'::regclass, p.refobjid, 0,
       NULL, quote_ident(n.nspname), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pg_depend p
JOIN pg_depend s ON s.classid = p.classid AND s.objid = p.objid
                AND s.refclassid = 'pg_namespace'::regclass
JOIN pg_namespace n ON n.oid = s.refobjid
WHERE p.classid = 6237 AND p.refclassid = 'pg_publication'::regclass
