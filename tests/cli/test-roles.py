#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Owners and privileges: no drift unless asked for, and then what the migrations and Connection= say."""

import unittest

import shop
import tap


class TestRoles(unittest.TestCase):
    def setUp(self):
        self.place = shop.Shop(files={})
        self.reader = self.place.prefix + "reader"
        self.user = self.place.query("SELECT quote_ident(current_user)")[0][0]
        for name, text in shop.FIRST.items():
            self.place.write(f"migrations/{name}", text)
        self.place.write("migrations/003_reader.sql", f"GRANT SELECT ON goods TO {self.reader};\n")
        self.place.headway("fleet", "trust")
        self.other = self.place.prefix + "other"
        self.place.sql("postgres", f"CREATE ROLE {self.reader}; CREATE ROLE {self.other}")
        self.place.headway("upgrade", "--yes")

    def tearDown(self):
        self.sql("postgres", f"DROP DATABASE {self.place.database} WITH (FORCE)")
        self.sql("postgres", f"DROP ROLE {self.reader}, {self.other}")
        self.place.close()

    def sql(self, database, text):
        return self.place.sql(database, text)

    def drift(self, *options, status):
        answer = self.place.headway_json("drift", *options, status=status)
        return answer["databases"][0]["differences"]

    def mend(self, differences):
        for difference in differences:
            for statement in difference["sql"]:
                self.place.query(statement)

    def test_made_by_migrations(self):
        """What the shadow's own role makes stands for what the connection's role made."""
        self.assertEqual([], self.drift("--owners", "--privileges", status=0))
        self.assertEqual([], self.drift(status=0))

    def test_owner(self):
        self.place.query(f"ALTER TABLE goods OWNER TO {self.other}")
        self.assertEqual([], self.drift(status=0))
        self.assertEqual([], self.drift("--privileges", status=0))
        found = self.drift("--owners", status=1)
        self.assertEqual([("changed", "owner", "goods(table)")],
                         [(one["change"], one["kind"], one["title"]) for one in found])
        self.assertIn(self.user, found[0]["expected"])
        self.assertIn(self.other, found[0]["actual"])
        self.assertEqual([f"ALTER TABLE public.goods OWNER TO {self.user}"], found[0]["sql"])
        self.mend(found)
        self.assertEqual([], self.drift("--owners", status=0))

    def test_privilege_lost(self):
        self.place.query(f"REVOKE ALL ON goods FROM {self.reader}")
        self.assertEqual([], self.drift("--owners", status=0))
        found = self.drift("--privileges", status=1)
        self.assertEqual(["missing"], [one["change"] for one in found])
        self.assertEqual([f"GRANT SELECT ON TABLE public.goods TO {self.reader}"], found[0]["sql"])
        self.mend(found)
        self.assertEqual([], self.drift("--privileges", status=0))

    def test_privilege_given_by_hand(self):
        self.place.query("GRANT INSERT, DELETE ON goods TO PUBLIC")
        found = self.drift("--owners", "--privileges", status=1)
        self.assertEqual(1, len(found))
        self.mend(found)
        self.assertEqual([], self.drift("--owners", "--privileges", status=0))

    def test_role_renamed(self):
        """A name that only owners and privileges tell is not taken from what was seen before."""
        self.assertEqual([], self.drift("--privileges", status=0))
        self.sql("postgres", f"ALTER ROLE {self.reader} RENAME TO {self.reader}_old")
        found = self.drift("--privileges", status=1)
        self.sql("postgres", f"ALTER ROLE {self.reader}_old RENAME TO {self.reader}")
        self.assertEqual(1, len(found))

    def test_column_order(self):
        self.place.query("ALTER TABLE goods DROP COLUMN name")
        self.place.query("ALTER TABLE goods ADD COLUMN name text NOT NULL")
        self.assertEqual([], self.drift(status=0))
        self.assertTrue(self.drift("--column-order", status=1))

    def test_models_know_none(self):
        done = self.place.headway("drift", "--models", "--owners", status=2)
        self.assertIn("Models say nothing about owners", done.said)


if __name__ == "__main__":
    tap.main()
