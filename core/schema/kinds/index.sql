-- Indexes that are not a constraint's own. One that is attached to a parent's is "of" that. The
-- definition of the plainest ones, of one column as it comes, is put together here in the server's
-- words: the server looks the table up to write any, which takes ten times as long. "absent" stands in
-- for what old servers lack. Of the types with another's operators only varchar (1043, with those of
-- text: 25) is taken for plain, where nobody gave it some of its own.
SELECT 'index' AS kind, 'pg_class'::regclass::oid AS class, i.indexrelid AS oid, 0 AS subid,
       'pg_class'::regclass::oid AS owner_class, i.indrelid AS owner, 0 AS owner_subid,
       NULL AS schema, c.relname AS name, NULL AS arguments,
       CASE WHEN o.oid IS NOT NULL THEN
            format('CREATE %sINDEX %I ON %I.%I USING btree (%I)',
                   CASE WHEN i.indisunique THEN 'UNIQUE ' END, c.relname, n.nspname, t.relname,
                   a.attname)
            ELSE pg_get_indexdef(i.indexrelid) END AS definition,
       CASE WHEN NOT i.indisvalid THEN 't' END AS invalid,
       CASE WHEN i.indisclustered THEN 't' END AS clustered,
       CASE WHEN i.indisreplident THEN 't' END AS replica_identity,
       CASE WHEN c.reltablespace <> 0 THEN
            (SELECT quote_ident(p.spcname) FROM pg_tablespace p WHERE p.oid = c.reltablespace)
       END AS tablespace,
       CASE WHEN i.indexprs IS NOT NULL THEN
            (SELECT string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum)
             FROM pg_attribute a
             WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 AND a.attnum > 0)
       END AS statistics,
       CASE WHEN c.relispartition THEN
            (SELECT 'of ' || h.inhparent::regclass FROM pg_inherits h
             WHERE h.inhrelid = i.indexrelid)
       END AS inherited
FROM (VALUES (false)) AS absent (indnullsnotdistinct)
CROSS JOIN LATERAL (SELECT *, indnullsnotdistinct AS nulls_not_distinct FROM pg_index) AS i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                        AND a.attcollation = i.indcollation[0]
LEFT JOIN pg_opclass o ON o.oid = i.indclass[0] AND o.opcmethod = 403 AND o.opcdefault
                      AND o.opcintype = CASE WHEN a.atttypid = 1043 AND NOT EXISTS (
                                               SELECT FROM pg_opclass
                                               WHERE opcmethod = 403 AND opcdefault
                                                 AND opcintype = 1043) THEN 25
                                             ELSE a.atttypid END
                      AND i.indnatts = 1 AND i.indoption[0] = 0 AND i.indpred IS NULL
                      AND NOT i.nulls_not_distinct AND c.relkind = 'i' AND c.reloptions IS NULL
WHERE i.indexrelid >= 16384
  AND c.relkind IN ('i', 'I') AND c.relnamespace <> 'pg_toast'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_constraint k
                  WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
