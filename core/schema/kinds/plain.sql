-- Kinds that one statement makes and nothing alters; most databases have none of them. The
-- definition is that statement behind CREATE. to_jsonb() reads columns that old servers lack.
SELECT 'access-method' AS kind, 'pg_am'::regclass::oid AS class, a.oid, 0 AS subid,
       NULL::oid AS owner_class, NULL::oid AS owner, NULL::integer AS owner_subid,
       NULL::text AS schema, a.amname::text AS name, NULL::text AS arguments,
       format('ACCESS METHOD %I TYPE %s HANDLER %s', a.amname,
              CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, a.amhandler) AS definition
FROM pg_am a
WHERE a.oid >= 16384
UNION ALL
SELECT 'language', 'pg_language'::regclass, l.oid, 0, NULL, NULL, NULL, NULL, l.lanname, NULL,
       format('%sLANGUAGE %I', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, l.lanname)
       || CASE WHEN l.lanplcallfoid <> 0 THEN ' HANDLER ' || l.lanplcallfoid::regproc ELSE '' END
       || CASE WHEN l.laninline <> 0 THEN ' INLINE ' || l.laninline::regproc ELSE '' END
       || CASE WHEN l.lanvalidator <> 0 THEN ' VALIDATOR ' || l.lanvalidator::regproc ELSE '' END
FROM pg_language l
WHERE l.oid >= 16384
UNION ALL
SELECT 'cast', 'pg_cast'::regclass, c.oid, 0, NULL, NULL, NULL, NULL, 'cast', c.types,
       format('CAST (%s) %s', c.types,
              CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
                                WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END)
       || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
FROM (SELECT *, format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL) AS types
      FROM pg_cast) AS c
WHERE c.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
UNION ALL
SELECT 'transform', 'pg_transform'::regclass, t.oid, 0, NULL, NULL, NULL, NULL, 'transform', t.place,
       format('TRANSFORM FOR %s (%s)', t.place,
              concat_ws(', ', CASE WHEN t.trffromsql <> 0
                                   THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END,
                              CASE WHEN t.trftosql <> 0
                                   THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END))
FROM (SELECT t.*, format_type(t.trftype, NULL) || ' LANGUAGE ' || quote_ident(l.lanname) AS place
      FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang) AS t
WHERE t.oid >= 16384
UNION ALL
SELECT 'collation', 'pg_collation'::regclass, c.oid, 0, NULL, NULL, NULL, n.nspname, c.collname, NULL,
       format('COLLATION %I.%I (%s)', n.nspname, c.collname, concat_ws(', ',
         CASE c.collprovider WHEN 'i' THEN 'provider = icu' WHEN 'c' THEN 'provider = libc'
                             WHEN 'b' THEN 'provider = builtin' END,
         CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
         CASE WHEN c.collprovider = 'c' AND c.collcollate <> c.collctype
              THEN format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
              ELSE format('locale = %L', coalesce(to_jsonb(c) ->> 'colllocale',
                          to_jsonb(c) ->> 'colliculocale', c.collcollate::text)) END,
         'rules = ' || quote_literal(to_jsonb(c) ->> 'collicurules')))
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE c.oid >= 16384
UNION ALL
SELECT 'conversion', 'pg_conversion'::regclass, c.oid, 0, NULL, NULL, NULL, n.nspname, c.conname, NULL,
       format('%sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' END,
              n.nspname, c.conname, pg_encoding_to_char(c.conforencoding),
              pg_encoding_to_char(c.contoencoding), c.conproc)
FROM pg_conversion c
JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.oid >= 16384
UNION ALL
SELECT 'text-search-parser', 'pg_ts_parser'::regclass, p.oid, 0, NULL, NULL, NULL,
       n.nspname, p.prsname, NULL,
       format('TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s%s)',
              n.nspname, p.prsname, p.prsstart, p.prstoken, p.prsend, p.prslextype,
              CASE WHEN p.prsheadline <> 0 THEN ', HEADLINE = ' || p.prsheadline END)
FROM pg_ts_parser p
JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE p.oid >= 16384
UNION ALL
SELECT 'text-search-template', 'pg_ts_template'::regclass, t.oid, 0, NULL, NULL, NULL,
       n.nspname, t.tmplname, NULL,
       format('TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname,
              CASE WHEN t.tmplinit <> 0 THEN 'INIT = ' || t.tmplinit || ', ' END, t.tmpllexize)
FROM pg_ts_template t
JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE t.oid >= 16384
