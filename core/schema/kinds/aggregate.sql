-- Aggregates of all forms: plain, moving, ordered-set and hypothetical-set.
SELECT 'aggregate' AS kind, 'pg_proc'::regclass::oid AS class, p.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, p.proname AS name, oidvectortypes(p.proargtypes) AS arguments,
       concat_ws(E',\n  ', 'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL),
         'SSPACE = ' || nullif(a.aggtransspace, 0),
         'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc,
         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
         CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC_MODIFY = '
              || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                       ELSE 'READ_WRITE' END END,
         'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc,
         'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc,
         'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc,
         'INITCOND = ' || quote_literal(a.agginitval),
         'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc,
         'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc,
         'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL),
         'MSSPACE = ' || nullif(a.aggmtransspace, 0),
         'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc,
         CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
         CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC_MODIFY = '
              || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
                                        ELSE 'READ_WRITE' END END,
         'MINITCOND = ' || quote_literal(a.aggminitval),
         (SELECT format('SORTOP = OPERATOR(%I.%s)', m.nspname, o.oprname)
          FROM pg_operator o JOIN pg_namespace m ON m.oid = o.oprnamespace
          WHERE o.oid = a.aggsortop),
         CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
         CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END) AS definition,
       coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') AS parameters,
       pg_get_function_result(p.oid) AS returns
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.oid >= 16384
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
