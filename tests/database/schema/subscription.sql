-- Subscriptions, which are never connected.
-- === plain
-- == from
CREATE SUBSCRIPTION headway_test_one CONNECTION 'host=a dbname=b' PUBLICATION p
  WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION headway_test_two CONNECTION 'host=a' PUBLICATION p
  WITH (connect = false, slot_name = two);
-- == to
CREATE SUBSCRIPTION headway_test_three CONNECTION 'host=c' PUBLICATION q, "P"
  WITH (connect = false, slot_name = 'three', synchronous_commit = 'local');
CREATE SUBSCRIPTION headway_test_two CONNECTION 'host=d' PUBLICATION q
  WITH (connect = false, slot_name = other);
COMMENT ON SUBSCRIPTION headway_test_three IS 'third';
-- === options
-- from 15
-- == from
CREATE SUBSCRIPTION headway_test_one CONNECTION 'host=a dbname=b' PUBLICATION p
  WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION headway_test_two CONNECTION 'host=a' PUBLICATION p
  WITH (connect = false, slot_name = two);
-- == to
CREATE SUBSCRIPTION headway_test_three CONNECTION 'host=c' PUBLICATION q, "P"
  WITH (connect = false, slot_name = 'three', binary = true, streaming = true,
        synchronous_commit = 'local', two_phase = true);
CREATE SUBSCRIPTION headway_test_two CONNECTION 'host=d' PUBLICATION q
  WITH (connect = false, slot_name = other, binary = true);
COMMENT ON SUBSCRIPTION headway_test_three IS 'third';
-- === password
-- == from
CREATE SUBSCRIPTION headway_test_five CONNECTION 'host=a dbname=b password=one' PUBLICATION p
  WITH (connect = false, slot_name = NONE);
-- == to
CREATE SUBSCRIPTION headway_test_five CONNECTION 'postgresql://joe:two@a/b' PUBLICATION p
  WITH (connect = false, slot_name = NONE);
