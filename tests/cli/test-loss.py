#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a step loses is counted and shown before it is done, however the statement is written."""

import tempfile
import unittest

import shop
import tap

FIRST = {
    "1_first.up.sql": "CREATE TABLE goods (id integer, name text);\nCREATE TABLE spare (id integer);\n",
    "1_first.down.sql": "DROP TABLE goods;\nDROP TABLE spare;\n",
}
ROWS = ("INSERT INTO goods (id, name) VALUES (1, 'tea'), (2, 'rice'), (3, NULL);"
        "INSERT INTO spare VALUES (1)")


class Loss(unittest.TestCase):
    # One cache, and so one private server, for all.
    cache = tempfile.TemporaryDirectory(prefix="hw-cli-cache-")

    @classmethod
    def tearDownClass(cls):
        cls.cache.cleanup()

    def place(self, up, down="SELECT 1;"):
        """A shop at its first revision, with rows, and a second revision to come."""
        files = {**FIRST, "2_second.up.sql": up, "2_second.down.sql": down}
        place = shop.Shop(files=files, cache=self.cache.name)
        self.addCleanup(place.close)
        place.headway("upgrade", "shop", "1", "--yes")
        place.query(ROWS)
        return place

    def step(self, place, *arguments):
        return place.headway_json("plan", "shop", *arguments, status=1)["steps"][0]

    def losses(self, step):
        return [(loss["kind"], loss["title"], loss["count"]) for loss in step["losses"]]

    def test_hidden(self):
        """A block of code drops a column: the schemas show it."""
        place = self.place("ALTER TABLE goods ADD COLUMN note text;",
                           "DO $$ BEGIN ALTER TABLE goods DROP COLUMN note; END $$;")
        place.headway("upgrade", "--yes")
        place.query("UPDATE goods SET note = 'dear' WHERE id < 3")
        step = self.step(place, "--to", "-1")
        self.assertEqual("destroying", step["risk"])
        self.assertEqual([("column", "goods.note", 2)], self.losses(step))
        self.assertEqual(1, len(step["not_counted"]))
        done = place.headway("downgrade", "shop", "--yes")
        self.assertIn("Step 1 loses column goods.note with 2 values.", done.stdout)

    def test_values_of_another_type(self):
        """What may make less of them is told; a cast that changes nothing is not."""
        place = self.place(
            "ALTER TABLE goods ALTER name TYPE text; ALTER TABLE goods ALTER id TYPE bigint;",
            "ALTER TABLE goods ALTER COLUMN name TYPE text USING substr(name, 1, 9);"
            "ALTER TABLE goods ALTER id TYPE integer USING id::integer;")
        place.headway("upgrade", "--yes")
        self.assertEqual(
            ["ALTER TABLE goods ALTER COLUMN name TYPE text USING substr(name, 1, 9)"],
            self.step(place, "--to", "-1")["not_counted"])
        place = self.place("ALTER TABLE goods ALTER id TYPE numeric;",
                           "ALTER TABLE goods ALTER id TYPE integer;")
        place.headway("upgrade", "--yes")
        self.assertEqual(["ALTER TABLE goods ALTER id TYPE integer"],
                         self.step(place, "--to", "-1")["not_counted"])

    def test_rows_that_a_policy_hides(self):
        """To count only those that one may see would tell too few."""
        place = self.place("ALTER TABLE goods ADD COLUMN note text;",
                           "ALTER TABLE goods DROP COLUMN note;")
        place.headway("upgrade", "--yes")
        role = place.prefix + "owner"
        place.query(f"CREATE ROLE {role} LOGIN; ALTER TABLE goods OWNER TO {role};"
                    "ALTER TABLE goods ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
                    "CREATE POLICY few ON goods USING (id < 2);"
                    f"GRANT ALL ON SCHEMA headway TO {role};"
                    f"GRANT ALL ON ALL TABLES IN SCHEMA headway TO {role};"
                    f"GRANT ALL ON schema_migrations TO {role}")
        self.addCleanup(place.sql, "postgres", f"DROP ROLE {role}")
        self.addCleanup(place.query, f"REASSIGN OWNED BY {role} TO CURRENT_USER; DROP OWNED BY {role}")
        place.write_fleet(
            f"host='{place.environment['PGHOST']}' dbname='{place.database}' user={role}")
        step = self.step(place, "--to", "-1")
        self.assertEqual([], step["losses"])
        self.assertIn("row-level security policy", step["loss_error"])

    def test_made_again(self):
        """What is dropped and made again is empty afterwards."""
        place = self.place("DROP TABLE spare; CREATE TABLE spare (id integer);"
                           "ALTER TABLE goods DROP COLUMN name; ALTER TABLE goods ADD COLUMN name text;")
        step = self.step(place)
        self.assertEqual([("table", "spare", 1), ("column", "goods.name", 2)], self.losses(step))
        shown = place.headway("plan", "shop", status=1).stdout
        self.assertIn("Step 1 loses table spare with 1 row.", shown)
        self.assertIn("Step 1 loses column goods.name with 2 values.", shown)

    def test_renamed_is_kept(self):
        place = self.place("ALTER TABLE goods RENAME TO wares; ALTER TABLE wares RENAME id TO number;"
                           "SELECT 1; DROP TABLE spare;")
        self.assertEqual([("table", "spare", 1)], self.losses(self.step(place)))

    def test_renamed_and_dropped(self):
        place = self.place("ALTER TABLE goods RENAME TO old; CREATE TABLE goods (id integer, name text);"
                           "DROP TABLE old;")
        self.assertEqual([("table", "goods", 3)], self.losses(self.step(place)))

    def test_rows_are_named(self):
        """How many rows a statement changes is not counted, which is said."""
        place = self.place("DELETE FROM goods\n WHERE id = 1; TRUNCATE spare;"
                           "UPDATE goods SET name = NULL; INSERT INTO goods VALUES (9);")
        step = self.step(place)
        self.assertEqual([], step["losses"])
        self.assertEqual(["DELETE", "TRUNCATE", "UPDATE"],
                         [sql.split()[0] for sql in step["not_counted"]])
        shown = place.headway("plan", "shop", status=1).stdout
        self.assertIn("Step 1, not counted: DELETE FROM goods WHERE id = 1\n", shown)

    def test_nothing_is_lost_where_nothing_is(self):
        files = {**FIRST, "2_second.up.sql": "UPDATE goods SET id = 2; DROP TABLE spare;",
                 "2_second.down.sql": "SELECT 1;"}
        place = shop.Shop(files=files, cache=self.cache.name)
        self.addCleanup(place.close)
        for step in place.headway_json("plan", "shop", status=1)["steps"]:
            self.assertEqual(([], []), (step["losses"], step["not_counted"]))

    def test_not_counted_without_rights(self):
        """A plan is shown also to a role that may not read the rows."""
        place = self.place("DROP TABLE spare;")
        role = place.prefix + "reader"
        place.query(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA headway TO {role};"
                    f"GRANT SELECT ON ALL TABLES IN SCHEMA headway TO {role};"
                    f"GRANT SELECT ON schema_migrations TO {role}")
        self.addCleanup(place.query, f"DROP OWNED BY {role}; DROP ROLE {role}")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname={place.database} user={role}")
        step = self.step(place)
        self.assertIn("permission denied for table spare", step["loss_error"])


if __name__ == "__main__":
    tap.main()
