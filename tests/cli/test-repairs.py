#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a repair keeps: values, numbers that come next, and what is there besides."""

import tempfile
import unittest

import shop
import tap


class Repairs(unittest.TestCase):
    """A database that was changed by hand and is reconciled with its history."""

    # One cache, and so one private server, for all.
    cache = tempfile.TemporaryDirectory(prefix="hw-cli-cache-")

    @classmethod
    def tearDownClass(cls):
        cls.cache.cleanup()

    def changed(self, first, *by_hand):
        """A shop of one revision, changed afterwards."""
        place = shop.Shop(files={"001_first.sql": first}, cache=self.cache.name)
        self.addCleanup(place.close)
        place.headway("upgrade", "--yes")
        for statement in by_hand:
            place.query(statement)
        return place

    def test_values_are_not_cut(self):
        place = self.changed(
            "CREATE TABLE t (n numeric(10,2), day date, at timestamp(0), i integer,"
            " v varchar(9));\n",
            "ALTER TABLE t ALTER n TYPE numeric(20,6), ALTER day TYPE timestamptz,"
            " ALTER at TYPE timestamp, ALTER i TYPE double precision, ALTER v TYPE varchar(5)",
            "INSERT INTO t VALUES (1.234567, '2026-05-05 17:18:19+00', '2026-05-05 17:18:19.5',"
            " 2.5, 'abcde')")
        left_out = place.headway("diff", "shop", "shop:head", status=1).stdout
        self.assertIn("\nALTER TABLE public.t ALTER COLUMN v TYPE character varying(9);\n",
                      "\n" + left_out)
        for column in ("n", "day", "at", "i"):
            self.assertIn(f"\n-- ALTER TABLE public.t ALTER COLUMN {column} TYPE ", left_out)
        place.headway("reconcile", "--yes")
        self.assertEqual(place.query("SELECT n, i, at FROM t"),
                         [["1.234567", "2.5", "2026-05-05 17:18:19.5"]])
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual(place.query("SELECT n, i, day FROM t"), [["1.23", "2", "2026-05-05"]])

    def test_strings_in_arrays_are_not_cut(self):
        place = self.changed("CREATE TABLE t (tags varchar(5)[]);\n",
                             "ALTER TABLE t ALTER tags TYPE text[]",
                             "INSERT INTO t VALUES ('{abcdefghij}')")
        done = place.headway("reconcile", "--yes", status=3)
        self.assertIn("value too long", done.said)
        self.assertEqual(place.query("SELECT tags FROM t"), [["{abcdefghij}"]])
        place.query("UPDATE t SET tags = '{abc}'")
        place.headway("reconcile", "--yes")
        self.assertEqual(place.query("SELECT tags FROM t"), [["{abc}"]])

    def test_numbers_go_on_behind_the_rows(self):
        for first, by_hand in (
                ("id serial PRIMARY KEY", "DROP SEQUENCE t_id_seq CASCADE"),
                ("id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                 "ALTER TABLE t ALTER id DROP IDENTITY"),
                ("id bigint GENERATED ALWAYS AS IDENTITY (START -1 INCREMENT -1) PRIMARY KEY",
                 "ALTER TABLE t ALTER id DROP IDENTITY")):
            with self.subTest(first=first):
                place = self.changed(f"CREATE TABLE t ({first}, v text);\n",
                                     "INSERT INTO t (v) VALUES ('a'), ('b'), ('c')", by_hand)
                before = place.query("SELECT abs(sum(id)) FROM t")
                place.headway("reconcile", "--yes")
                place.query("INSERT INTO t (v) VALUES ('d')")
                after = place.query("SELECT abs(sum(id)) FROM t")
                self.assertEqual((before, after), ([["6"]], [["10"]]))

    def test_a_column_is_mended_with_its_identity(self):
        place = self.changed("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);\n",
                             "ALTER TABLE t ALTER id DROP IDENTITY")
        drift = place.headway("drift", "shop", status=1)
        self.assertEqual(drift.stdout.count("ADD GENERATED ALWAYS AS IDENTITY"), 2)
        self.assertNotIn("null", drift.said)

    def test_what_is_kept_has_its_name(self):
        place = self.changed("CREATE TABLE t (id integer);\nCREATE VIEW seen AS SELECT id FROM t;\n"
                             "CREATE VIEW twice AS SELECT * FROM seen;\n",
                             "DROP VIEW seen CASCADE",
                             "CREATE TABLE seen AS SELECT 1 AS kept")
        script = place.headway("diff", "shop", "shop:head", status=1).stdout
        self.assertIn("\n-- CREATE VIEW public.seen ", script)
        self.assertIn("\n-- CREATE VIEW public.twice ", script)
        place.write("mend.sql", script)
        place.query(script)
        self.assertEqual(place.query("SELECT kept FROM seen"), [["1"]])
        refused = place.headway("reconcile", "--yes", status=4)
        self.assertIn("table seen is in the way of view seen", refused.said)
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual(place.query("SELECT count(*) FROM twice"), [["0"]])

    def test_a_key_that_is_kept_keeps_its_column(self):
        place = self.changed("CREATE TABLE t (id integer, v text);\n",
                             "ALTER TABLE t ADD PRIMARY KEY (id)", "ALTER TABLE t DROP v")
        script = place.headway("diff", "shop", "shop:head", status=1).stdout
        self.assertIn("\nALTER TABLE public.t ADD COLUMN v text", "\n" + script)
        self.assertIn("\n-- ALTER TABLE public.t ALTER COLUMN id DROP NOT NULL;", script)
        place.query(script)

    def test_primary_key_of_another_name(self):
        """A table has but one: the right one takes its place."""
        place = self.changed(
            "CREATE TABLE t (id integer PRIMARY KEY);\nCREATE TABLE u (t integer REFERENCES t);\n",
            "ALTER TABLE t RENAME CONSTRAINT t_pkey TO pk_t",
            "INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)")
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["1"]], place.query("SELECT id FROM t JOIN u ON u.t = t.id"))

    def test_a_schema_goes_with_what_is_in_it(self):
        place = self.changed("CREATE TABLE t (id integer);\n", "CREATE SCHEMA app",
                             "CREATE TABLE app.z (id serial PRIMARY KEY)")
        drift = place.headway_json("drift", status=1)["databases"][0]["differences"]
        schema = next(one for one in drift if one["kind"] == "schema")
        self.assertEqual(["DROP TABLE app.z", "DROP SCHEMA app"], schema["sql"])
        self.assertEqual("destroying", schema["risk"])
        place.query("; ".join(schema["sql"]))
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_what_is_there_early_and_otherwise_is_mended(self):
        """What the next revision makes is there already, as something else."""
        first = "CREATE TABLE a (id integer PRIMARY KEY, n text, x integer);\n"
        for coming, by_hand in (
                ("ALTER TABLE a ADD COLUMN k integer NOT NULL DEFAULT 0",
                 "ALTER TABLE a ADD COLUMN k integer"),
                ("ALTER TABLE a ADD COLUMN k bigint", "ALTER TABLE a ADD COLUMN k integer"),
                ("CREATE INDEX i ON a (n)", "CREATE INDEX i ON a (x)"),
                ("CREATE UNIQUE INDEX i ON a (n)", "CREATE INDEX i ON a (n)"),
                ("CREATE INDEX CONCURRENTLY i ON a (n)", "CREATE INDEX i ON a (x)"),
                ("CREATE VIEW v AS SELECT id, n FROM a", "CREATE VIEW v AS SELECT id FROM a"),
                ("CREATE MATERIALIZED VIEW v AS SELECT n FROM a",
                 "CREATE MATERIALIZED VIEW v AS SELECT id FROM a"),
                ("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2'",
                 "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'"),
                ("CREATE SEQUENCE s INCREMENT 5", "CREATE SEQUENCE s"),
                ("ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0)",
                 "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 1)"),
                ("ALTER TABLE a ADD CONSTRAINT c UNIQUE (n)",
                 "ALTER TABLE a ADD CONSTRAINT c UNIQUE (x)"),
                ("CREATE TYPE e AS ENUM ('a', 'b', 'c')", "CREATE TYPE e AS ENUM ('a', 'c')"),
                ("CREATE TYPE p AS (a integer, b text)", "CREATE TYPE p AS (a integer)"),
                ("CREATE DOMAIN d AS text CHECK (VALUE <> '')", "CREATE DOMAIN d AS text"),
                ("CREATE TRIGGER g BEFORE UPDATE ON a FOR EACH ROW"
                 " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                 "CREATE TRIGGER g BEFORE UPDATE OF n ON a FOR EACH ROW"
                 " EXECUTE FUNCTION suppress_redundant_updates_trigger()"),
                ("CREATE POLICY o ON a USING (x > 0)", "CREATE POLICY o ON a USING (x > 1)"),
                ("CREATE RULE r AS ON DELETE TO a DO ALSO NOTIFY gone",
                 "CREATE RULE r AS ON DELETE TO a DO ALSO NOTIFY went"),
                ("CREATE STATISTICS t ON n, x FROM a", "CREATE STATISTICS t ON id, x FROM a"),
                ("CREATE TABLE b (id integer, v text)", "CREATE UNLOGGED TABLE b (id integer)")):
            with self.subTest(coming=coming):
                place = self.coming(first, coming + ";\n", by_hand)
                place.headway("reconcile", "--yes")
                self.assertEqual("up-to-date", place.verdict(status=0))

    def coming(self, first, second, *by_hand):
        """A shop at the first of two revisions, changed afterwards."""
        place = self.changed(first, *by_hand)
        place.write("migrations/002_coming.sql", second)
        return place

    def test_what_is_early_and_only_a_loss_mends_is_kept_and_said(self):
        place = self.coming("CREATE TABLE a (id integer);\n",
                            "ALTER TABLE a ADD COLUMN k integer;\nUPDATE a SET k = 7;\n",
                            "ALTER TABLE a ADD COLUMN k double precision", "INSERT INTO a VALUES (1, 2.5)")
        (step,) = place.headway_json("plan", status=1)["steps"]
        self.assertEqual(("stamp", "002"), (step["action"], step["revision"]))
        self.assertIn("Data of 002, not run: UPDATE a SET k = 7", step["notes"])
        self.assertRegex("\n".join(step["notes"]), r"only a loss mends it \(--destroy\): .*\ba\.k\b")
        place.headway("reconcile", "--yes")
        self.assertEqual(place.query("SELECT k FROM a"), [["2.5"]])
        self.assertIn("--destroy", place.headway_json("status", status=1)["databases"][0]["remedy"])

    def test_what_is_in_the_way_by_its_name_is_named(self):
        place = self.coming("CREATE TABLE a (id integer);\n", "CREATE VIEW v AS SELECT id FROM a;\n",
                            "CREATE TABLE v AS SELECT 1 AS kept")
        refused = place.headway("reconcile", "--yes", status=4).said
        self.assertIn("table v is in the way of view v", refused)
        self.assertEqual(place.query("SELECT kept FROM v"), [["1"]])
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_comment_is_written_over(self):
        place = self.coming("CREATE TABLE a (id integer);\n",
                            "COMMENT ON TABLE a IS 'good';\nINSERT INTO a VALUES (1);\n",
                            "COMMENT ON TABLE a IS 'early'")
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual(place.query("SELECT id FROM a"), [["1"]])

    def test_what_is_made_on_the_way_is_not_made_twice(self):
        """A revision that is there by half, behind one of which nothing is there."""
        place = self.coming("CREATE TABLE a (id integer);\n", "ALTER TABLE a ADD COLUMN k text;\n",
                            "CREATE TABLE b (id integer)")
        place.write("migrations/003_b.sql", "CREATE TABLE b (id integer, v text);\n")
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_what_tells_nothing_is_not_taken_for_done(self):
        """Of a revision of which nothing is there all is run, whatever else has drifted: also where
        something comes and goes within it, or is in the end as it was."""
        first = ("CREATE TYPE mood AS ENUM ('a', 'b');\n"
                 "CREATE TABLE t (id integer PRIMARY KEY, k integer, m mood DEFAULT 'a');\n"
                 "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';\n"
                 "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();\n"
                 "CREATE TABLE orders (id integer PRIMARY KEY);\n")
        rows = "INSERT INTO t VALUES (1, 2); INSERT INTO orders VALUES (7)"
        for coming, query, found in (
                ("ALTER TABLE t DISABLE TRIGGER g; UPDATE t SET k = k * 100;"
                 " ALTER TABLE t ENABLE TRIGGER g", "SELECT k FROM t", "200"),
                ("ALTER TABLE t DISABLE TRIGGER g;"
                 " CREATE TABLE u AS SELECT id, k + 1 AS k FROM t;"
                 " UPDATE t SET k = u.k FROM u WHERE u.id = t.id; DROP TABLE u;"
                 " ALTER TABLE t ENABLE TRIGGER g", "SELECT k FROM t", "3"),
                ("ALTER TYPE mood RENAME TO old_mood; CREATE TYPE mood AS ENUM ('a', 'b', 'c');"
                 " ALTER TABLE t ALTER m DROP DEFAULT;"
                 " ALTER TABLE t ALTER m TYPE mood USING m::text::mood;"
                 " ALTER TABLE t ALTER m SET DEFAULT 'c'; DROP TYPE old_mood",
                 "SELECT m FROM t", "a"),
                ("ALTER TABLE orders ADD paid boolean; ALTER TABLE orders RENAME TO purchases",
                 "SELECT id FROM purchases", "7")):
            with self.subTest(coming=coming):
                place = self.coming(first, coming + ";\n", rows, "CREATE INDEX by_hand ON t (k)")
                place.headway("reconcile", "--yes")
                self.assertEqual([[found]], place.query(query))
                drift = place.headway_json("drift", status=1)["databases"][0]["differences"]
                self.assertEqual([("unexpected", "by_hand")],
                                 [(one["change"], one["name"]) for one in drift])

    def test_half_of_two_statements_is_no_tie(self):
        """A schema between two revisions is as near to both: the first is gone on from."""
        place = self.coming("CREATE TABLE t (id integer, v text, w text, x text, y text);\n",
                            "ALTER TABLE t ADD a integer;\nALTER TABLE t ADD b integer;\n",
                            "INSERT INTO t VALUES (1)", "ALTER TABLE t ADD a integer",
                            "DROP TABLE headway.version")
        self.assertEqual("unversioned", place.verdict(status=1))
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["1"]], place.query("SELECT count(*) FROM t"))


if __name__ == "__main__":
    tap.main()
