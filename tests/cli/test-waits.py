#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that wait for others (After= in the fleet file)."""

import unittest

import tap
import workplace

AFTER = {"stock": None, "order": "stock", "bill": "order", "other": None}


class Waits(unittest.TestCase):
    def setUp(self):
        self.place = workplace.Workplace()
        self.addCleanup(self.place.close)
        fleet = "[Fleet]\nName=Chain\n"
        for name, after in AFTER.items():
            database = self.place.prefix + name
            self.place.run("createdb", "--maintenance-db=postgres", database)
            self.place.databases.append(database)
            for number in (1, 2):
                self.place.write(f"{name}/{number}_t.up.sql",
                                 f"CREATE TABLE {name}{number} (id integer);\n")
                self.place.write(f"{name}/{number}_t.down.sql", f"DROP TABLE {name}{number};\n")
            fleet += f"\n[Service {name}]\nMigrations={name}\n" \
                     + (f"After={after}\n" if after else "") + \
                     f"\n[Database {name}@local]\n" \
                     f"Connection=host='{self.place.environment['PGHOST']}' dbname={database}\n"
        self.place.write("headway.fleet", fleet)
        self.place.headway("fleet", "trust")

    def test_what_waits_for_a_failure_is_not_run(self):
        self.place.headway("upgrade", "stock", "1", "--yes")
        self.place.sql(self.place.prefix + "stock", "CREATE TABLE stock2 (taken text)")
        answer = self.place.headway_json("upgrade", "--yes", status=3)
        notes = {"order": "it waits for stock@local, which failed",
                 "bill": "it waits for order@local, which was not begun either"}
        self.assertEqual(
            [("other", "done", None)] * 2
            + [(name, "not-run", note) for name, note in notes.items() for _ in (1, 2)],
            [(step["service"], step["outcome"], step["note"]) for step in answer["steps"]
             if step["service"] != "stock"])
        self.assertTrue(all(step["error"] is None for step in answer["steps"]
                            if step["service"] != "stock"))
        said = self.place.headway("upgrade", "--yes", status=3).said
        self.assertEqual(2, said.count(notes["order"]))

    def test_the_way_back_begins_with_those_that_wait(self):
        self.place.headway("upgrade", "--yes")
        for revision, n in (("base", 2), ("-1", 1)):
            steps = self.place.headway_json("plan", "--to", revision, status=1)["steps"]
            chain = [step["service"] for step in steps if step["service"] != "other"]
            self.assertEqual(["bill"] * n + ["order"] * n + ["stock"] * n, chain)

    def test_the_way_forth_begins_with_those_that_are_waited_for(self):
        steps = self.place.headway_json("plan", "--to", "head", status=1)["steps"]
        chain = [step["service"] for step in steps if step["service"] != "other"]
        self.assertEqual(["stock"] * 2 + ["order"] * 2 + ["bill"] * 2, chain)
        self.assertEqual(1, steps[0]["wave"])


if __name__ == "__main__":
    tap.main()
