-- Text search dictionaries and configurations. Mappings are lines "token WITH dictionaries".
SELECT 'text-search-dictionary' AS kind, 'pg_ts_dict'::regclass::oid AS class, d.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, d.dictname AS name, NULL AS arguments,
       (SELECT format('%I.%I', m.nspname, t.tmplname)
        FROM pg_ts_template t JOIN pg_namespace m ON m.oid = t.tmplnamespace
        WHERE t.oid = d.dicttemplate) AS based_on,
       d.dictinitoption AS options, NULL AS mappings
FROM pg_ts_dict d
JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE d.oid >= 16384
UNION ALL
SELECT 'text-search-configuration', 'pg_ts_config'::regclass, c.oid, 0, NULL, NULL, NULL,
       n.nspname, c.cfgname, NULL,
       (SELECT format('%I.%I', m.nspname, p.prsname)
        FROM pg_ts_parser p JOIN pg_namespace m ON m.oid = p.prsnamespace
        WHERE p.oid = c.cfgparser),
       NULL,
       (SELECT string_agg(token || ' WITH ' || dictionaries, E'\n' ORDER BY token)
        FROM (SELECT (SELECT quote_ident(k.alias) FROM ts_token_type(c.cfgparser) AS k
                      WHERE k.tokid = m.maptokentype) AS token,
                     string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
                       AS dictionaries
              FROM pg_ts_config_map m
              WHERE m.mapcfg = c.oid
              GROUP BY m.maptokentype) AS mapping)
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE c.oid >= 16384
