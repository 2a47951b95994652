-- Event triggers.
SELECT 'event-trigger' AS kind, 'pg_event_trigger'::regclass::oid AS class, e.oid, 0 AS subid,
       NULL AS owner_class, NULL AS owner, NULL AS owner_subid,
       NULL AS schema, e.evtname AS name, NULL AS arguments,
       concat('ON ', e.evtevent,
              (SELECT format(' WHEN TAG IN (%s)', string_agg(quote_literal(t.tag), ', '
                                                         ORDER BY t.number))
               FROM unnest(e.evttags) WITH ORDINALITY AS t (tag, number)
               HAVING count(*) > 0),
              ' EXECUTE FUNCTION ', e.evtfoid::regproc, '()') AS definition,
       CASE e.evtenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END
         AS firing
FROM pg_event_trigger e
WHERE e.oid >= 16384
