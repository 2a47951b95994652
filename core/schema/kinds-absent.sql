-- The queries of kinds/ that would find nothing here: to see that costs much less than to plan them.
-- One that is not named below is always sent.
SELECT q.name
FROM (VALUES
  ('extension', EXISTS (SELECT FROM pg_extension WHERE oid >= 16384)),
  ('base-type', EXISTS (SELECT FROM pg_type WHERE oid >= 16384 AND typtype IN ('b', 'p', 'r')
                                        AND typinput <> 'array_in'::regproc)),
  ('enum', EXISTS (SELECT FROM pg_type WHERE oid >= 16384 AND typtype = 'e')),
  ('domain', EXISTS (SELECT FROM pg_type WHERE oid >= 16384 AND typtype = 'd')),
  ('type', EXISTS (SELECT FROM pg_class WHERE oid >= 16384 AND relkind = 'c')),
  ('sequence', EXISTS (SELECT FROM pg_sequence)),
  ('foreign-table', EXISTS (SELECT FROM pg_foreign_table)),
  ('view', EXISTS (SELECT FROM pg_rewrite WHERE ev_class >= 16384)),
  ('function', EXISTS (SELECT FROM pg_proc WHERE oid >= 16384)),
  ('aggregate', EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid >= 16384)),
  ('plain', EXISTS (SELECT FROM pg_am WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_language WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_cast WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_transform)
         OR EXISTS (SELECT FROM pg_collation WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_conversion WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_ts_parser WHERE oid >= 16384)
         OR EXISTS (SELECT FROM pg_ts_template WHERE oid >= 16384)),
  ('operator', EXISTS (SELECT FROM pg_operator WHERE oid >= 16384)
            OR EXISTS (SELECT FROM pg_opfamily WHERE oid >= 16384)
            OR EXISTS (SELECT FROM pg_opclass WHERE oid >= 16384)
            OR EXISTS (SELECT FROM pg_amop WHERE oid >= 16384)
            OR EXISTS (SELECT FROM pg_amproc WHERE oid >= 16384)),
  ('text-search', EXISTS (SELECT FROM pg_ts_dict WHERE oid >= 16384)
               OR EXISTS (SELECT FROM pg_ts_config WHERE oid >= 16384)),
  ('trigger', EXISTS (SELECT FROM pg_trigger WHERE NOT tgisinternal)),
  ('rule', EXISTS (SELECT FROM pg_rewrite WHERE ev_type <> '1' AND oid >= 16384)),
  ('policy', EXISTS (SELECT FROM pg_policy)),
  ('statistics', EXISTS (SELECT FROM pg_statistic_ext)),
  ('foreign', EXISTS (SELECT FROM pg_foreign_data_wrapper) OR EXISTS (SELECT FROM pg_foreign_server)),
  ('publication', EXISTS (SELECT FROM pg_publication)),
  ('subscription', EXISTS (SELECT subname FROM pg_subscription)),
  ('event-trigger', EXISTS (SELECT FROM pg_event_trigger))) AS q (name, found)
WHERE NOT q.found
