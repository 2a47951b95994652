#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a repair keeps: values, numbers that come next, and what is there besides."""

import unittest

import shop
import tap


class Repairs(unittest.TestCase):
    """A database that was changed by hand and is reconciled with its history."""

    def changed(self, first, *by_hand):
        """A shop of one revision, changed afterwards."""
        place = shop.Shop(files={"001_first.sql": first})
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


if __name__ == "__main__":
    tap.main()
