#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in SQL files beside plain statements: settings, transaction control, psql's commands."""

import unittest
import zlib

import shop
import tap

# What a file sets holds for that file alone.
SETTING = {
    "1_app.up.sql": "CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE goods (id integer);\n",
    "2_role.up.sql": "CREATE TABLE more (id integer);\nSET ROLE pg_monitor;\n",
    "3_dump.up.sql": "SELECT pg_catalog.set_config('search_path', '', false);\n"
                     "CREATE TABLE public.dumped (id integer);\n"
                     "SET default_transaction_read_only = on;\n",
    "4_last.up.sql": "CREATE TABLE last (id integer);\n",
}
INDEXES = {
    "001_app.sql": "CREATE SCHEMA app;\nCREATE TABLE app.goods (id integer);\n",
    "002_index.sql": "SET search_path = app;\n"
                     "CREATE INDEX CONCURRENTLY one ON goods (id);\n"
                     "CREATE INDEX CONCURRENTLY two ON goods (id);\n"
                     "CREATE TABLE more (id integer);\n",
}


class SqlFiles(unittest.TestCase):
    def place(self, files):
        place = shop.Shop(files=files)
        self.addCleanup(place.close)
        return place

    def tables(self, place):
        rows = place.query("SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND oid >= 16384"
                           " AND relnamespace <> 'headway'::regnamespace ORDER BY relname")
        return [row[0] for row in rows]

    def test_what_a_file_sets_ends_with_it(self):
        plain = {name.replace(".up", ""): text for name, text in SETTING.items()}
        for files, version in ((SETTING, ["schema_migrations"]), (plain, [])):
            with self.subTest(sorted(files)):
                place = self.place(files)
                place.headway("upgrade", "--yes")
                self.assertEqual(["dumped", "app.goods", "last", "more", *version], self.tables(place))
                self.assertEqual("up-to-date", place.verdict(status=0))
                self.assertEqual(["4"], place.version())

    def test_so_does_a_script(self):
        for command in (["sql", "shop"], ["plan", "--sql"]):
            with self.subTest(command):
                place = self.place(SETTING)
                script = place.headway(*command, status=None).stdout
                place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", place.database, input=script)
                self.assertEqual("up-to-date", place.verdict(status=0))
                self.assertEqual(["4"], place.version())

    def test_settings_come_back_with_what_goes_on(self):
        place = self.place(INDEXES)
        place.headway("upgrade", "shop", "001", "--yes")
        place.query("CREATE TABLE app.two (taken text)")
        place.headway("upgrade", "--yes", status=3)
        place.query("DROP TABLE app.two")
        script = place.headway("plan", "--sql", status=1).stdout
        self.assertIn("\nSET search_path = app;\n", script)
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["app.more"]], place.query("SELECT to_regclass('app.more')"))

    def test_rollback_is_refused(self):
        place = self.place({
            "1_a.up.sql": "CREATE TABLE a (id integer);\n",
            "1_a.down.sql": "BEGIN;\nDROP TABLE a;\nROLLBACK;\n",
            "2_b.up.sql": "CREATE TABLE b (id integer);\nSAVEPOINT s;\nDROP TABLE b;\n"
                          "ROLLBACK TO s;\n",
        })
        refused = place.headway("upgrade", "--yes", status=2).said
        self.assertIn("2_b.up.sql: line 4: ROLLBACK TO s is not run", refused)
        (place.folder / "migrations/2_b.up.sql").unlink()
        place.headway("upgrade", "--yes")
        refused = place.headway("downgrade", "shop", "--yes", status=4).said
        self.assertIn("line 3: ROLLBACK is not run", refused)
        self.assertIn("1_a.down.sql)", refused)
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_failure_names_the_file_of_the_way(self):
        place = self.place({"1_a.up.sql": "CREATE TABLE a (id integer);\n",
                            "1_a.down.sql": "DROP TABLE a;\nDROP TABLE nothing;\n"})
        place.headway("upgrade", "--yes")
        failed = place.headway("downgrade", "shop", "--yes", status=3).said
        self.assertIn("1_a.down.sql), statement 2 of 2", failed)

    def test_a_new_label_is_for_the_next_file(self):
        files = {"001_kind.sql": "CREATE TYPE kind AS ENUM ('a');\n"
                                 "CREATE TABLE goods (kind kind DEFAULT 'a');\n",
                 "002_more.sql": "ALTER TYPE kind ADD VALUE 'b';\nCOMMIT;\n"
                                 "ALTER TABLE goods ALTER kind SET DEFAULT 'b';\n"}
        place = self.place(files)
        self.assertIn("into a revision behind this one",
                      place.headway("upgrade", "--yes", status=3).said)
        first, second = files["002_more.sql"].split("COMMIT;\n")
        place.write("migrations/002_more.sql", first)
        place.write("migrations/003_default.sql", second)
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_what_only_psql_understands(self):
        for text in ("\\set a b\nSELECT 1;\n", "SELECT 'CREATE TABLE a ()' \\gexec\n",
                     "CREATE TABLE a (id integer);\nCOPY a FROM stdin;\n1\n\\.\n"):
            with self.subTest(text):
                place = self.place({"001_a.sql": text})
                self.assertIn("Only SQL is run", place.headway("upgrade", "--yes", status=3).said)

    def test_only_an_extension_is_advised_to_be_installed(self):
        for statement, advised in (("CREATE EXTENSION no_such", True),
                                   ("REINDEX TABLE CONCURRENTLY pg_class", False)):
            place = self.place({"001_a.sql": statement + ";\n"})
            said = place.headway("upgrade", "--yes", status=3).said
            self.assertEqual(advised, "If an extension is missing" in said, said)

    def test_a_comment_without_an_end_hides_nothing(self):
        place = self.place({"001_a.sql": "CREATE TABLE a (id integer);\n/* old\nDROP TABLE b;\n"})
        self.assertIn("unterminated /* comment", place.headway("upgrade", "--yes", status=3).said)

    def test_what_another_tool_keeps_is_no_drift(self):
        kept = "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name text, run_on timestamp);\n"
        place = self.place({"001_goods.sql": "CREATE TABLE goods (id integer);\n"})
        place.query("CREATE TABLE goods (id integer)")
        place.query(kept)
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        # Nor is it where a revision makes it.
        place.write("migrations/002_kept.sql", "CREATE TABLE IF NOT EXISTS" + kept[len("CREATE TABLE"):])
        place.write("migrations/003_more.sql", "CREATE TABLE more (id integer);\n")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        place.headway("snapshot", "shop")
        self.assertNotIn("pgmigrations", (place.folder / "snapshots/003.sql").read_text())

    def test_the_lock_of_golang_migrate(self):
        """The tool's key has the schema in it that the connection would make a table in."""
        place = self.place({"1_a.up.sql": "CREATE TABLE a (id integer);\n"})
        place.query("CREATE SCHEMA app")
        place.query(f'ALTER DATABASE "{place.database}" SET search_path = app')
        name = "\0".join(["app", "schema_migrations", place.database])
        key = zlib.crc32(name.encode()) * 1486364155 % 2**32
        holder = place.start_psql(f"SELECT pg_advisory_lock({key}), pg_sleep(600)")
        # The server is there for other tests, too.
        held = ("FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                " WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()")
        try:
            place.wait_for(place.database, f"EXISTS (SELECT {held})")
            self.assertEqual("blocked", place.verdict(status=1))
            place.headway("upgrade", "--yes", "--wait", "1", status=4)
        finally:
            holder.terminate()
            holder.wait()
        place.query(f"SELECT pg_terminate_backend(l.pid) {held}")
        place.wait_for(place.database, f"NOT EXISTS (SELECT {held})")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))


if __name__ == "__main__":
    tap.main()
