-- Range types and base types; a type that only a name was given has no definition.
SELECT CASE t.typtype WHEN 'r' THEN 'range' ELSE 'base-type' END AS kind,
       'pg_type'::regclass::oid AS class, t.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       n.nspname AS schema, t.typname AS name, NULL AS arguments,
       CASE WHEN t.typtype = 'r' THEN
              (SELECT concat_ws(', ', 'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
                 (SELECT format('SUBTYPE_OPCLASS = %I.%I', m.nspname, c.opcname)
                  FROM pg_opclass c JOIN pg_namespace m ON m.oid = c.opcnamespace
                  WHERE c.oid = r.rngsubopc AND NOT (c.opcdefault AND c.oid < 16384)),
                 (SELECT format('COLLATION = %s', r.rngcollation::regcollation)
                  FROM pg_type s WHERE s.oid = r.rngsubtype AND s.typcollation <> r.rngcollation),
                 'CANONICAL = ' || nullif(r.rngcanonical, 0)::regproc,
                 'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc,
                 (SELECT format('MULTIRANGE_TYPE_NAME = %I.%I', k.nspname, m.typname)
                  FROM pg_type m JOIN pg_namespace k ON k.oid = m.typnamespace
                  WHERE m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid))
               FROM pg_range r WHERE r.rngtypid = t.oid)
            WHEN t.typisdefined THEN
              concat_ws(', ', 'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
                'RECEIVE = ' || nullif(t.typreceive, 0)::regproc,
                'SEND = ' || nullif(t.typsend, 0)::regproc,
                'TYPMOD_IN = ' || nullif(t.typmodin, 0)::regproc,
                'TYPMOD_OUT = ' || nullif(t.typmodout, 0)::regproc,
                'ANALYZE = ' || nullif(t.typanalyze, 0)::regproc,
                'SUBSCRIPT = ' || nullif(to_jsonb(t) ->> 'typsubscript', '-'),
                'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE' ELSE t.typlen::text END,
                CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
                'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2'
                                                  WHEN 'i' THEN 'int4' ELSE 'double' END,
                'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
                                                  WHEN 'x' THEN 'extended' ELSE 'main' END,
                'CATEGORY = ' || quote_literal(t.typcategory::text),
                CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                'DEFAULT = ' || quote_literal(t.typdefault),
                'ELEMENT = ' || format_type(nullif(t.typelem, 0), NULL),
                'DELIMITER = ' || quote_literal(t.typdelim::text),
                CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)
       END AS form
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.oid >= 16384 AND t.typtype IN ('b', 'p', 'r') AND t.typinput <> 'array_in'::regproc
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'headway')
