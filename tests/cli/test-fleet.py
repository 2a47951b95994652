#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headway fleet: finding services, adding, showing, trusting; and a stranger's file runs nothing."""

import os
import pathlib
import unittest

import tap
import workplace


class Fleet(unittest.TestCase):
    """Each test in a folder with two services."""

    def setUp(self):
        self.place = workplace.Workplace()
        self.addCleanup(self.place.close)
        self.place.write("services/order/alembic.ini",
                         "[alembic]\nscript_location = alembic\n"
                         "sqlalchemy.url = postgresql+psycopg2://u:S3CRET@db/orders\n")
        self.place.write("services/order/alembic/env.py", "")
        self.place.write("services/order/alembic/versions/001_a.py",
                         'revision = "001"\ndown_revision = None\nopen("/dev/full", "w").write("x")\n')
        self.place.write("stock/migrations/001_goods.sql", "CREATE TABLE goods ();\n")

    def text(self):
        return (self.place.folder / "headway.fleet").read_text(encoding="utf-8")

    def test_new(self):
        done = self.place.headway("fleet", "new")
        self.assertIn("services/order/alembic.ini", done.stdout)
        self.assertNotIn("S3CRET", done.stdout + self.text())
        self.assertIn("Connection=host=db dbname=orders user=u\n", self.text())
        shown = self.place.headway_json("fleet", "show")
        self.assertEqual(["order", "stock"], [each["service"] for each in shown["services"]])
        self.assertFalse(shown["trusted"])
        heads = self.place.headway_json("heads")["services"]
        self.assertEqual([["001"], ["001"]], [each["heads"] for each in heads])

    def test_new_in_another_language(self):
        build = pathlib.Path(os.environ["HEADWAY"]).parents[2]
        self.place.environment.update(HEADWAY_LOCALE_DIR=str(build / "po"), LANGUAGE="de",
                                      LC_ALL="C.UTF-8")
        self.assertNotIn("Written", self.place.headway("fleet", "new").stdout)
        self.place.headway("fleet", "add", "till", "--migrations", "stock/migrations",
                           "--database", "local=dbname=till")
        self.assertEqual(3, len(self.place.headway_json("heads")["services"]))

    def test_new_keeps_what_is_there(self):
        self.place.write("headway.fleet", "# mine\n")
        done = self.place.headway("fleet", "new", ".", status=4)
        self.assertIn("exists already", done.stderr)
        self.assertEqual("# mine\n", self.text())

    def test_new_elsewhere(self):
        self.place.write("other/x", "")
        self.place.headway("--environment", "dev", "fleet", "new", "stock")
        self.assertIn("[Database stock@dev]",
                      (self.place.folder / "stock/headway.fleet").read_text(encoding="utf-8"))
        self.place.headway("--fleet", "other/my.fleet", "fleet", "new", ".")
        self.place.headway("--fleet", "other/my.fleet", "fleet", "show")

    def test_new_waits_for_nobody(self):
        self.place.write("stuck/001_one.sql", "SELECT 1;\n")
        os.mkfifo(self.place.folder / "stuck/.env")
        self.place.headway("fleet", "new", "stuck")

    def test_new_finds_nothing(self):
        self.place.write("nothing/x", "")
        done = self.place.headway("fleet", "new", "nothing", status=2)
        self.assertIn("headway fleet add", done.stderr)
        self.place.headway("fleet", "new", "nowhere", status=2)

    def test_add(self):
        self.place.write("headway.fleet", "# mine\n[Service stock] \n  # why\nMigrations=stock/migrations")
        self.place.headway(
            "fleet", "add", "order", "--migrations", "services/order/alembic.ini",
            "--after", "stock", "--database", "local=host=localhost dbname='a b'",
        )
        self.assertEqual(
            "# mine\n[Service stock] \n  # why\nMigrations=stock/migrations\n\n"
            "[Service order]\nMigrations=services/order/alembic.ini\nAfter=stock\n\n"
            "[Database order@local]\nConnection=host=localhost dbname='a b'\n", self.text(),
        )
        self.place.headway("fleet", "add", "stock", "--database", "two=postgresql://u@h/d")
        self.assertIn("[Database stock@two]", self.place.headway("fleet", "show").stdout.join(
            ("", self.text())))

    def test_add_makes_the_file(self):
        self.place.headway("fleet", "add", "stock", "--migrations", "stock/migrations")
        self.assertIn("[Service stock]\nMigrations=stock/migrations\n", self.text())

    def test_add_from_beside(self):
        """A path that was typed as relative stays so, wherever the fleet file lies."""
        self.place.write("fleets/headway.fleet", "[Fleet]\nName=Beside\n")
        fleet = ("--fleet", "fleets/headway.fleet")
        self.place.headway(*fleet, "fleet", "add", "stock", "--migrations", "stock/migrations")
        self.place.headway(*fleet, "fleet", "add", "far",
                           "--migrations", str(self.place.folder / "stock/migrations"))
        text = (self.place.folder / "fleets/headway.fleet").read_text(encoding="utf-8")
        self.assertIn("[Service stock]\nMigrations=../stock/migrations\n", text)
        self.assertIn(f"[Service far]\nMigrations={self.place.folder}/stock/migrations\n", text)
        heads = self.place.headway_json(*fleet, "heads")["services"]
        self.assertEqual([["001"], ["001"]], [each["heads"] for each in heads])

    def test_add_refuses(self):
        self.place.write("headway.fleet", "# mine\n[Service stock]\nMigrations=stock/migrations\n")
        before = self.text()
        for status, *arguments in (
            (2, "order"),
            (2, "stock"),
            (4, "stock", "--migrations", "stock/migrations"),
            (4, "stock", "--after", "stock", "--database", "local=host=x"),
            (2, "order", "--migrations", "nowhere"),
            (2, "or@der", "--migrations", "stock/migrations"),
            (2, "order", "--migrations", "stock/migrations", "--after", "stck"),
            (2, "stock", "--database", "local"),
            (2, "stock", "--database", "local=host=x password=S3CRET"),
            (2, "stock", "--database", "local=nonsense"),
            (2, "stock", "--database", "local=host=x 'S3CRET"),
            (2, "order", "--migrations", "stock/migrations", "--format", "bogus"),
            (2, "order", "--migrations", "stock/migrations", "--after", "stock;stock"),
            (2, "or]der", "--migrations", "stock/migrations"),
            (2, "or\nder", "--migrations", "stock/migrations"),
            (2, "stock", "--database", "l]x=host=q"),
        ):
            with self.subTest(arguments):
                done = self.place.headway("fleet", "add", *arguments, status=status)
                self.assertNotIn("S3CRET", done.stderr)
                self.assertIn("→", done.stderr)
                self.assertEqual(before, self.text())

    def test_trust(self):
        """Programs run after trust, not before, and not once one of them has changed."""
        self.place.write("run-me", "#!/bin/sh\ntouch ran\nexit 1\n")
        (self.place.folder / "run-me").chmod(0o755)
        fleet = "[Service stock]\nMigrations=stock/migrations\n" \
                "[Database stock@local]\nConnection=host=/nowhere dbname=x\nTunnel=./run-me\n"
        ran = self.place.folder / "ran"
        self.place.write("headway.fleet", fleet)
        for command in (["heads"], ["history", "stock"], ["fleet", "show"]):
            self.place.headway(*command)
        self.assertIn("headway fleet trust", self.place.headway("schema", "stock", status=None).stderr)
        self.assertFalse(ran.exists())
        self.assertIn("./run-me", self.place.headway("fleet", "trust").stdout)
        self.assertTrue(self.place.headway_json("fleet", "show")["trusted"])
        self.place.headway("schema", "stock", status=None)
        self.assertTrue(ran.exists())
        ran.unlink()
        self.place.write("headway.fleet", fleet.replace("./run-me", "./run-me more"))
        self.place.headway("schema", "stock", status=None)
        self.assertFalse(ran.exists())
        self.place.headway("schema", "stock", "--trust", status=None)
        self.assertTrue(ran.exists())
        self.assertFalse(self.place.headway_json("fleet", "show")["trusted"])

    def test_no_database(self):
        """Not a single database is not the same as all databases well."""
        self.place.headway("fleet", "add", "stock", "--migrations", "stock/migrations")
        for command in ("status", "check", "drift", "current", "plan", "upgrade"):
            with self.subTest(command):
                said = self.place.headway(command, status=2).stderr
                self.assertIn('headway fleet add stock --database "local=CONNECTION"', said)
        self.place.headway("heads")
        self.place.headway("fleet", "show")
        self.place.headway("fleet", "add", "stock", "--database", "local=host=/nowhere dbname=x")
        self.place.write("headway.fleet", self.text() + "\n[Environment staging]\nProtected=true\n")
        self.place.headway("status", "--environment", "staging", status=2)

    def test_untrusted_and_unreadable(self):
        """Every command that looks ends with the same status for the same reason."""
        self.place.write("headway.fleet", "[Service stock]\nMigrations=stock/migrations\n"
                         "[Database stock@local]\nConnection=host=/nowhere dbname=x\nTunnel=./no\n")
        for command in ("status", "drift", "current", "plan"):
            with self.subTest(command):
                self.place.headway(command, status=4)
        self.place.write("stock/migrations/001_again.sql", "")
        for command in ("status", "drift", "current", "plan"):
            with self.subTest(command + " of what cannot be read"):
                self.place.headway(command, status=2)

    def test_usage(self):
        for arguments in ((), ("nwe",), ("add",), ("show", "x"), ("new", "a", "b")):
            with self.subTest(arguments):
                self.place.headway("fleet", *arguments, status=2)


if __name__ == "__main__":
    tap.main()
