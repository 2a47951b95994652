-- Foreign data wrappers, servers and user mappings; the view shows everybody the mappings, and the
-- options of one to those who may see them. Passwords are read only where headway.whole is on: they
-- belong in no file.
SELECT 'foreign-data-wrapper' AS kind, 'pg_foreign_data_wrapper'::regclass::oid AS class, w.oid,
       0 AS subid, NULL::oid AS owner_class, NULL::oid AS owner, NULL::integer AS owner_subid,
       NULL AS schema, w.fdwname AS name, NULL AS arguments,
       concat(coalesce('HANDLER ' || nullif(w.fdwhandler, 0)::regproc, 'NO HANDLER'), ' ',
              coalesce('VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, 'NO VALIDATOR'))
         AS definition,
       NULL AS version,
       (SELECT string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', '
                          ORDER BY o)
        FROM unnest(w.fdwoptions) AS o) AS options,
       NULL AS secrets
FROM pg_foreign_data_wrapper w
WHERE w.oid >= 16384
UNION ALL
SELECT 'server', 'pg_foreign_server'::regclass, s.oid, 0, NULL, NULL, NULL,
       NULL, s.srvname, NULL,
       concat('TYPE ' || quote_literal(s.srvtype) || ' ',
              'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)),
       quote_literal(s.srvversion),
       (SELECT string_agg(format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', '
                          ORDER BY o)
        FROM unnest(s.srvoptions) AS o),
       NULL
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE s.oid >= 16384
UNION ALL
SELECT 'user-mapping', 'pg_user_mapping'::regclass, m.umid, 0, 'pg_foreign_server'::regclass, m.srvid,
       0, NULL, CASE m.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END, NULL,
       '', NULL,
       CASE WHEN current_setting('is_superuser') = 'on'
              OR CASE WHEN m.umuser = 0 THEN pg_has_role(s.srvowner, 'USAGE')
                      ELSE m.usename = current_user AND (pg_has_role(s.srvowner, 'USAGE')
                                            OR has_server_privilege(s.oid, 'USAGE')) END
            THEN o.open ELSE '(may not be read)' END,
       CASE WHEN current_setting('headway.whole', true) = 'on' THEN o.secret END
FROM pg_user_mappings m
JOIN pg_foreign_server s ON s.oid = m.srvid
CROSS JOIN LATERAL (
  SELECT string_agg(text, ', ' ORDER BY text) FILTER (WHERE NOT is_secret) AS open,
         string_agg(text, ', ' ORDER BY text) FILTER (WHERE is_secret) AS secret
  FROM (SELECT format('%I %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)) AS text,
               split_part(o, '=', 1) ~* 'pass|secret|token' AS is_secret
        FROM unnest(m.umoptions) AS o) AS options) AS o
WHERE m.umid >= 16384
