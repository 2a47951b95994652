# SPDX-License-Identifier: GPL-3.0-or-later
"""Each verdict on a real database that is in that state, and what reconcile makes of it."""

import itertools
import subprocess
import tempfile
import unittest

import child
import shop
import tap

PAIRS = {
    "1_goods.up.sql": "CREATE TABLE goods (id integer PRIMARY KEY);\n",
    "1_goods.down.sql": "DROP TABLE goods;\n",
    "2_price.up.sql": "ALTER TABLE goods ADD COLUMN price numeric;\n"
                      "ALTER TABLE goods ADD COLUMN currency text;\n",
    "2_price.down.sql": "ALTER TABLE goods DROP COLUMN price, DROP COLUMN currency;\n",
}
HALF_BUILT = {
    **shop.FIRST,
    "003_index.sql": "CREATE INDEX CONCURRENTLY goods_name ON goods (name);\n"
                     "CREATE INDEX CONCURRENTLY goods_price ON goods (price);\n",
}


TREE = {"a1": None, "b1": "a1", "b2": "a1", "c1": ("b1", "b2"), "d1": "c1"}


def tree(**bodies):
    """Alembic files of two branches, merged by c1; a revision without a body does nothing."""
    return {
        f"{revision}.py": "from alembic import op\n"
                          f"revision = {revision!r}\ndown_revision = {down!r}\n"
                          "branch_labels = depends_on = None\n\n\n"
                          f"def upgrade():\n    {bodies.get(revision, 'pass')}\n"
        for revision, down in TREE.items()
    }


class Verdicts(unittest.TestCase):
    # One cache, and so one private server, for all.
    cache = tempfile.TemporaryDirectory(prefix="hw-cli-cache-")

    @classmethod
    def tearDownClass(cls):
        cls.cache.cleanup()

    def place(self, *arguments, **more):
        place = shop.Shop(*arguments, cache=self.cache.name, **more)
        self.addCleanup(place.close)
        return place

    def test_empty_behind_up_to_date(self):
        place = self.place()
        self.assertEqual("empty", place.verdict(status=1))
        place.headway("upgrade", "shop", "+1", "--yes")
        self.assertEqual("behind", place.verdict(status=1))
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_schemas_alone_are_empty(self):
        """Somebody made things ready for the first upgrade."""
        for fill in (["upgrade"], ["reconcile"]):
            place = self.place()
            place.query("CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'for goods';"
                        "GRANT USAGE ON SCHEMA app TO PUBLIC; CREATE EXTENSION pg_trgm SCHEMA app")
            self.assertEqual("empty", place.verdict(status=1))
            place.headway(*fill, "shop", "--yes")
            self.assertEqual([["0"]], place.query("SELECT count(*) FROM goods"))

    def test_empty_and_cannot_be_filled(self):
        """That its history cannot be built is said before anybody tries to."""
        place = self.place(files={"001_goods.sql": "CREATE TABLE goods (id no_such_type);\n"})
        said = place.headway("status", status=1).said
        self.assertIn("shop@local is empty, and its history cannot be built here.\n", said)
        self.assertIn("no_such_type", said)
        row = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("empty", row["verdict"])
        self.assertIn("no_such_type", row["error"]["message"])

    def test_drifted_is_mended_without_loss(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        place.query("ALTER TABLE goods DROP COLUMN price; CREATE TABLE spare (kept text);"
                    "INSERT INTO spare VALUES ('still here')")
        found = place.headway_json("drift", status=1)["databases"][0]["differences"]
        self.assertEqual([("unexpected", "table", "spare"), ("missing", "column", "price")],
                         sorted(((d["change"], d["kind"], d["name"]) for d in found), reverse=True))
        place.headway("reconcile", "--yes")
        # What is too much stays, and is still said.
        self.assertEqual("drifted", place.verdict(status=1))
        self.assertEqual([["still here"]], place.query("SELECT kept FROM spare"))
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_drift_becomes_no_snapshot(self):
        """Neither the first one nor in place of a good one, unless the database is said to be right."""
        place = self.place()
        good = place.folder / "snapshots/002.sql"
        place.headway("upgrade", "--yes")
        place.query("ALTER TABLE goods ADD COLUMN by_hand integer")
        refused = place.headway("snapshot", "shop", status=4).stderr
        self.assertIn("column goods.by_hand is unexpected", refused)
        self.assertIn("headway reconcile shop@local", refused)
        self.assertFalse(good.exists())
        place.query("ALTER TABLE goods DROP COLUMN by_hand")
        place.headway("snapshot", "shop")
        text = good.read_text(encoding="utf-8")
        place.query("ALTER TABLE goods ADD COLUMN by_hand integer")
        answer = place.headway_json("snapshot", "shop", status=4)
        self.assertEqual("refused", answer["error"]["code"])
        self.assertEqual(text, good.read_text(encoding="utf-8"))
        self.assertEqual("drifted", place.verdict(status=1))
        place.headway("snapshot", "shop", "--replace")
        self.assertIn("by_hand", good.read_text(encoding="utf-8"))
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_stale_snapshot(self):
        """Said once, with what to type."""
        place = self.place()
        place.headway("upgrade", "--yes")
        place.headway("snapshot", "shop")
        self.assertEqual("", place.headway("check").stderr)
        place.write("migrations/002_price.sql", shop.FIRST["002_price.sql"] + "CREATE TABLE more ();\n")
        said = place.headway("check", status=1).stderr
        self.assertEqual(1, said.count("no longer what the history builds"), said)
        self.assertIn("headway snapshot shop@local --replace", said)

    def test_a_snapshot_that_says_something_else_is_kept(self):
        place = self.place()
        kept = place.folder / "snapshots/002.sql"
        place.headway("upgrade", "--yes")
        place.headway("snapshot", "shop")
        text = kept.read_text(encoding="utf-8")
        place.write("snapshots/002.sql", text.replace("-- PostgreSQL ", "-- PostgreSQL of 2001, "))
        place.headway("snapshot", "shop")
        self.assertEqual(text, kept.read_text(encoding="utf-8"))
        place.write("snapshots/002.sql", text + "-- Seen by Ann.\n")
        self.assertIn("--replace", place.headway("snapshot", "shop", status=4).stderr)
        self.assertTrue(kept.read_text(encoding="utf-8").endswith("-- Seen by Ann.\n"))
        place.headway("snapshot", "shop", "--replace")
        self.assertEqual(text, kept.read_text(encoding="utf-8"))
        # Of what was before the first revision nothing is known but by such a file.
        place.headway("snapshot", "shop", "--revision", "base")
        place.query("CREATE TABLE more (id integer)")
        place.headway("snapshot", "shop", "--revision", "base", status=4)

    def remaining(self, place, *command):
        """What the command says of the one database for which it has no step."""
        answer = place.headway_json(*command, status=1)
        self.assertEqual(([], []), (answer["steps"], answer["refusals"]))
        (left,) = answer["remaining"]
        said = place.headway(*command, status=1).said
        self.assertNotIn("Nothing to do", said)
        self.assertIn(f"There is no step for shop@local, but it {left['sentence']}.", said)
        self.assertIn(f"  → {left['remedy']}", said)
        return left

    def test_what_only_a_loss_mends_is_said(self):
        """No command sends to one that does nothing."""
        place = self.place()
        place.headway("upgrade", "--yes")
        self.assertEqual([], place.headway_json("plan")["remaining"])
        place.query("CREATE TABLE spare (kept text)")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertIn("headway reconcile shop@local --destroy", state["remedy"])
        for command in (["reconcile", "--yes"], ["plan"], ["upgrade", "--yes"]):
            left = self.remaining(place, *command)
            self.assertEqual(("drifted", state["remedy"]), (left["verdict"], left["remedy"]))
        self.assertIn("-- There is no step for shop@local",
                      place.headway("plan", "--sql", status=1).stdout)
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertIn("Nothing to do.", place.headway("reconcile", "--yes").stdout)

    def test_what_an_upgrade_does_not_mend_is_said(self):
        place = self.place()
        place.headway("stamp", "shop", "002", "--yes")
        # A head without its schema.
        left = self.remaining(place, "upgrade", "--yes")
        self.assertEqual(("drifted", "headway reconcile shop@local"),
                         (left["verdict"], left["remedy"]))
        place.headway("reconcile", "--yes")
        # One row is below the other.
        place.query("INSERT INTO headway.version VALUES ('001')")
        left = self.remaining(place, "upgrade", "--yes")
        self.assertEqual("diverged", left["verdict"])
        self.assertIn("headway stamp shop@local REVISION", left["remedy"])
        place.write("migrations/003_more.sql", "CREATE TABLE more (id integer);\n")
        for command in (["upgrade", "--yes"], ["downgrade", "shop", "--yes"], ["reconcile", "--yes"],
                        ["plan", "--to", "base"]):
            self.assertIn("The version rows of shop@local overlap: 001, 002",
                          place.headway(*command, status=4).said)
        place.headway("stamp", "shop", "002", "--yes")
        # To be behind is what was asked for.
        self.assertEqual("behind", place.verdict(status=1))
        place.headway("upgrade", "shop", "002", "--yes")

    def test_unchanged_is_known_and_changed_is_seen(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        self.look_again(place)
        # While an older transaction is under way, the sum over the catalogs tells.
        process = place.start_psql("BEGIN; SELECT txid_current(); SELECT pg_sleep(600)")
        place.wait_for(place.database, "EXISTS (SELECT FROM pg_stat_activity "
                                       "WHERE backend_xid IS NOT NULL AND wait_event = 'PgSleep')")
        self.look_again(place)
        place.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND wait_event = 'PgSleep'")
        process.wait()

    def look_again(self, place):
        for _ in range(2):
            self.assertEqual("up-to-date", place.verdict(status=0))
        place.query("INSERT INTO goods VALUES (1, 'one'); DELETE FROM goods")
        self.assertEqual("up-to-date", place.verdict(status=0))
        place.query("ALTER TABLE goods ALTER COLUMN price SET DEFAULT 1")
        for _ in range(2):
            self.assertEqual("drifted", place.verdict(status=1))
        place.query("ALTER TABLE goods ALTER COLUMN price SET DEFAULT 2")
        found = place.headway_json("drift", status=1)["databases"][0]["differences"]
        self.assertIn("2", found[0]["actual"])
        place.query("ALTER TABLE goods ALTER COLUMN price SET DEFAULT 0")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_ignored_is_no_drift(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        place.query("CREATE TABLE spare (kept text); CREATE INDEX spare_kept ON spare (kept);"
                    "ALTER TABLE goods ADD COLUMN shelf text, DROP COLUMN price")
        fleet = place.folder / "headway.fleet"
        text = fleet.read_text() + "# what stays\nIgnore=table:spa*;column:goods.shelf\n"
        fleet.write_text(text)
        found = place.headway_json("drift", status=1)["databases"][0]["differences"]
        self.assertEqual([("missing", "price")], [(d["change"], d["name"]) for d in found])
        place.headway("reconcile", "--destroy", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["0"]], place.query("SELECT count(*) FROM spare"))
        fleet.write_text(text.replace("table:", "tabel:"))
        said = place.headway("status", status=2).stderr
        self.assertIn("Did you mean “table”?", said)

    def test_unversioned(self):
        place = self.place()
        place.query("CREATE TABLE goods (id integer PRIMARY KEY, name text NOT NULL);"
                    "INSERT INTO goods VALUES (1, 'bread')")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("unversioned", state["verdict"])
        self.assertEqual({"revision": "001", "distance": 0}, state["identified"])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["bread"]], place.query("SELECT name FROM goods"))

    def test_nothing_between_is_one_state(self):
        """A revision without a statement leaves nothing to decide."""
        place = self.place(files={**shop.FIRST, "003_nothing.sql": "-- Was needed once.\n",
                                  "004_more.sql": "CREATE TABLE more (id integer);\n"})
        place.query("CREATE TABLE goods (id integer, name text NOT NULL, price numeric NOT NULL"
                    " DEFAULT 0, PRIMARY KEY (id)); INSERT INTO goods VALUES (1, 'bread')")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual({"revision": "003", "distance": 0}, state["identified"])
        self.assertEqual("003", place.headway_json("identify", "shop")["candidates"][0]["revision"])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_merge_is_one_state(self):
        create = "op.execute('CREATE TABLE %s (id integer)')"
        bodies = {"a1": create % "one", "b1": create % "two", "b2": create % "three",
                  "d1": create % "four"}
        there = "CREATE TABLE one (id integer); CREATE TABLE two (id integer);" \
                "CREATE TABLE three (id integer); INSERT INTO one VALUES (1)"
        place = self.place(files=tree(**bodies))
        place.query(there)
        steps = place.headway_json("plan", status=1)["steps"]
        self.assertEqual([("stamp", "c1"), ("upgrade", "d1")],
                         [(step["action"], step["revision"]) for step in steps])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        # With data in the merge a person decides, between two states and not three.
        place = self.place(files=tree(**bodies, c1="op.execute('UPDATE one SET id = 2')"))
        place.query(there)
        self.assertIn("fits b1 + b2 and c1 equally well",
                      place.headway("reconcile", "--yes", status=4).said)

    def notes(self, place):
        """Of each step of the plan; --sql shows the same."""
        steps = place.headway_json("plan", status=1)["steps"]
        script = place.headway("plan", "--sql", status=1).stdout
        shown = place.headway("plan", status=1).stdout
        for note in itertools.chain.from_iterable(step["notes"] for step in steps):
            self.assertIn(f"\n-- {note}\n", script)
            self.assertIn(f"\n  {note}\n", shown)
        return [(step["action"], step["revision"], step["notes"]) for step in steps]

    def test_data_passed_over_is_told(self):
        place = self.place(files={
            **shop.FIRST,
            "003_roles.sql": "INSERT INTO goods VALUES (1,\n 'salt', 2);\nUPDATE goods SET price = 1;\n"
                             "ALTER TABLE goods ADD COLUMN shelf text;\n",
        })
        told = ["Data of 003, not run: INSERT INTO goods VALUES (1,… and 1 more statement"]
        place.headway("upgrade", "shop", "002", "--yes")
        place.query("ALTER TABLE goods ADD COLUMN shelf text")
        self.assertEqual([("stamp", "003", told)], self.notes(place))
        place.query("DROP SCHEMA headway CASCADE")
        self.assertEqual([("stamp", "003", told)], self.notes(place))
        done = place.headway_json("reconcile", "--yes")
        self.assertEqual(told, done["steps"][0]["notes"])
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([], place.query("SELECT * FROM goods"))

    def test_of_much_data_the_first_is_told(self):
        files = {f"{i:03}.sql": f"CREATE TABLE t{i} (id integer); INSERT INTO t{i} VALUES (1);\n"
                 for i in range(1, 9)}
        place = self.place(files=files)
        place.query("".join(f"CREATE TABLE t{i} (id integer);" for i in range(1, 9)))
        self.assertEqual(
            [*(f"Data of {i:03}, not run: INSERT INTO t{i} VALUES (1)" for i in range(1, 6)),
             "Data of 3 more revisions, not run"], self.notes(place)[0][2])

    def test_a_program_passed_over_is_told(self):
        rows = "op.get_bind().exec_driver_sql('SELECT * FROM one').fetchall()"
        place = self.place(files=tree(a1="op.execute('CREATE TABLE one (id integer)')", b1=rows,
                                      d1="op.execute('CREATE TABLE two (id integer)')"))
        place.query("CREATE TABLE one (id integer); CREATE TABLE two (id integer)")
        self.assertEqual(
            [("stamp", "d1",
              ["Data of b1, not run: whatever its program writes (it needs Python)"])],
            self.notes(place))

    def test_data_of_a_half_applied_revision_is_told(self):
        place = self.place(files={
            **shop.FIRST,
            "003_half.sql": "INSERT INTO goods VALUES (7, 'salt', 2);\n"
                            "ALTER TABLE goods ADD COLUMN twice numeric;\n"
                            "UPDATE goods SET twice = price * 2;\n"
                            "CREATE INDEX goods_twice ON goods (twice);\n"
                            "UPDATE goods SET name = name;\n",
        })
        place.headway("upgrade", "shop", "002", "--yes")
        place.query("ALTER TABLE goods ADD COLUMN twice numeric")
        self.assertEqual(
            [("upgrade", "003",
              ["Data of 003, not run: INSERT INTO goods VALUES (7, 'salt', 2)",
               "Data of 003, run now and perhaps a second time: UPDATE goods SET twice = price * 2"])],
            self.notes(place))
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_stranger_is_not_taken_for_ours(self):
        place = self.place()
        place.query("CREATE TABLE one (a int, b int, c int); CREATE TABLE two (a int, b int, c int)")
        refused = place.headway_json("reconcile", "--yes", status=4)["refusals"][0]["error"]
        self.assertIn("differs in 2 places", refused["message"])
        self.assertIn("headway stamp shop@local REVISION", refused["hint"])
        # What cannot be reconciled is not sent there.
        state = place.headway_json("status", status=1)["databases"][0]
        upgrade = place.headway_json("upgrade", "--yes", status=4)["refusals"][0]["error"]
        self.assertEqual([refused["hint"]] * 2, [state["remedy"], upgrade["hint"]])
        self.assertEqual("unversioned", state["verdict"])

    def test_a_history_that_begins_on_tables_is_sent_to_a_snapshot(self):
        place = self.place(files={"001_more.sql": "ALTER TABLE goods ADD COLUMN a integer;\n"})
        place.query("CREATE TABLE goods (id integer)")
        remedy = "headway snapshot shop@local --revision base"
        refused = place.headway_json("reconcile", "--yes", status=4)["refusals"][0]["error"]
        self.assertEqual(remedy, refused["hint"])
        self.assertIn("differs in 1 place", refused["message"])
        self.assertNotIn("places", refused["message"])
        self.assertEqual(remedy, place.headway_json("status", status=1)["databases"][0]["remedy"])
        self.assertIn(f"→ {remedy}\n", place.headway("status", status=1).said)
        place.headway(*remedy.split()[1:])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_what_could_not_be_compared_is_said(self):
        place = self.place(files={"001_goods.sql": "CREATE TABLE goods (id no_such_type);\n"})
        place.query("CREATE TABLE goods (id integer)")
        said = place.headway("identify", "shop", status=3).said
        self.assertIn("no_such_type", said)
        answer = place.headway_json("identify", "shop", status=3)
        self.assertEqual(["base"], [one["revision"] for one in answer["candidates"]])
        self.assertIn("no_such_type", answer["error"]["message"])

    def test_the_distance_is_the_number_of_differences(self):
        place = self.place(files={**shop.FIRST,
                                  "003_more.sql": "CREATE TABLE more (id integer, a text, b text);\n"})
        place.headway("upgrade", "--yes")
        answer = place.headway_json("identify", "shop")
        self.assertIsNone(answer["error"])
        self.assertEqual([("003", 0), ("002", 1), ("001", 2), ("base", 2)],
                         [(one["revision"], one["distance"]) for one in answer["candidates"]])
        self.assertTrue(all(len(one["differences"]) == one["distance"]
                            for one in answer["candidates"]))
        place.query("CREATE TABLE one (a integer, b integer); DROP SCHEMA headway CASCADE")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual({"revision": "003", "distance": 1}, state["identified"])
        self.assertIn("nearest to 003 (1 difference)", state["sentence"])

    def test_rows_are_not_in_the_way_of_an_index(self):
        """On the copy that the history is built on they are put away."""
        place = self.place(files={
            "001_goods.sql": "CREATE TABLE goods (id integer);\nINSERT INTO goods VALUES (1), (1);\n",
            "002_index.sql": "CREATE UNIQUE INDEX CONCURRENTLY once ON goods (id);\n"})
        self.assertIsNone(place.headway_json("status", status=1)["databases"][0]["error"])
        said = place.headway("upgrade", "--yes", status=3).said
        self.assertIn("could not create unique index", said)

    def test_ahead(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        place.query("UPDATE headway.version SET version = '009'")
        self.assertEqual("ahead", place.verdict(status=1))
        place.headway("upgrade", "--yes", status=4)
        place.headway("reconcile", "--yes", status=4)
        place.headway("stamp", "shop", "002", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_only_what_is_not_here_is_named(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        place.query("INSERT INTO headway.version VALUES ('009')")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("is at 009, which is not in this checkout", state["sentence"].split(";")[0])
        self.assertIn("shop@local is at 009, which is no revision of this checkout",
                      place.headway("upgrade", "--yes", status=4).said)

    def test_dirty_at_a_revision_that_is_not_here(self):
        place = self.place(files=PAIRS)
        place.headway("upgrade", "--yes")
        place.query("UPDATE schema_migrations SET version = 7, dirty = true")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("dirty", state["verdict"])
        self.assertIn("headway stamp shop@local REVISION", state["remedy"])
        for command in (["plan"], ["reconcile", "--yes"], ["upgrade", "--yes"]):
            refused = place.headway_json(*command, status=4)["refusals"][0]["error"]
            self.assertEqual("shop@local is at 7, which is no revision of this checkout",
                             refused["message"])
        place.headway("stamp", "shop", "2", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_dirty_by_another_tool(self):
        place = self.place(files=PAIRS)
        place.query("CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);"
                    "INSERT INTO schema_migrations VALUES (2, true);"
                    "CREATE TABLE goods (id integer PRIMARY KEY, price numeric);"
                    "INSERT INTO goods VALUES (1, 2.50)")
        self.assertEqual("dirty", place.verdict(status=1))
        place.headway("upgrade", "--yes", status=4)
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["2", "f"]], place.query("SELECT * FROM schema_migrations"))
        self.assertEqual([["1", "2.50", ""]], place.query("SELECT * FROM goods"))

    def test_dirty_is_settled_by_a_stamp(self):
        place = self.place(files=PAIRS)
        place.headway("upgrade", "--yes")
        place.query("UPDATE schema_migrations SET dirty = true")
        self.assertEqual("dirty", place.verdict(status=1))
        place.headway("stamp", "shop", "2", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_step_that_did_not_end_is_gone_on_with(self):
        place = self.place(files=HALF_BUILT)
        place.headway("upgrade", "shop", "002", "--yes")
        # The first index is there and the second fails: rows that cannot be.
        place.query("CREATE TABLE goods_price (taken text)")
        place.headway("upgrade", "--yes", status=3)
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual(["002"], state["current"])
        self.assertEqual("dirty", state["verdict"])
        self.assertIn("1 of 2", state["sentence"])
        place.query("DROP TABLE goods_price")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["2"]], place.query(
            "SELECT count(*) FROM pg_indexes WHERE indexname IN ('goods_name', 'goods_price')"))

    def test_a_step_that_did_not_end_is_given_up(self):
        place = self.place(files=HALF_BUILT)
        place.headway("upgrade", "shop", "002", "--yes")
        place.query("CREATE TABLE goods_price (taken text)")
        place.headway("upgrade", "--yes", status=3)
        place.query("DROP TABLE goods_price")
        place.write("migrations/003_index.sql", "CREATE INDEX goods_name ON goods (name);\n")
        # Its file is another now: nobody can know what is left of it.
        place.headway("upgrade", "--yes", status=4)
        place.headway("stamp", "shop", "003", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_role_called_headway_is_told(self):
        place = self.place()
        place.query("CREATE ROLE headway LOGIN SUPERUSER")
        self.addCleanup(place.query, "REASSIGN OWNED BY headway TO "
                        f"{place.environment['PGUSER']}; DROP ROLE headway")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname='{place.database}' user=headway")
        refused = place.headway("upgrade", "--yes", status=4)
        self.assertIn("search_path", refused.stdout + refused.stderr)
        place.query("ALTER ROLE headway SET search_path = public")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_snapshots_stay_where_they_are(self):
        """Whatever other services come to lie beside theirs, or go."""
        place = self.place(files={"001_kind.sql": "ALTER TABLE goods ADD COLUMN kind text;\n"})
        place.query("CREATE TABLE goods (id integer)")
        place.headway("snapshot", "shop", "--revision", "base")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        place.write("other/001_kind.sql", "ALTER TABLE things ADD COLUMN kind text;\n")
        place.settings = "\n[Service other]\nMigrations=other\n"
        place.write_fleet()
        place.headway("fleet", "trust")
        self.assertEqual("up-to-date", place.verdict(status=0))
        place.headway("snapshot", "shop")
        names = sorted(path.name for path in (place.folder / "snapshots").iterdir())
        self.assertEqual(["001.sql", "base.sql"], names)
        # The other way round.
        (place.folder / "snapshots").rename(place.folder / "aside")
        (place.folder / "snapshots").mkdir()
        (place.folder / "aside").rename(place.folder / "snapshots/shop")
        (place.folder / "snapshots/shop/001.sql").unlink()
        place.settings = ""
        place.write_fleet()
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_names_survive_the_c_locale(self):
        place = self.place()
        place.query('CREATE TABLE "größe" (id integer)')
        shown = place.headway("schema", "shop", env={**place.environment, "LC_ALL": "C"})
        self.assertIn("größe", shown.stdout)

    def test_blocked_by_a_lock(self):
        place = self.place()
        holder = child.start(
            ["psql", "-XqAt", place.database], env={**place.environment, "PGAPPNAME": "night job"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(holder.communicate)
        holder.stdin.write("SELECT pg_advisory_lock(x'68656164776179'::bigint); SELECT 'held';\n")
        holder.stdin.flush()
        self.assertEqual(["\n", "held\n"], [holder.stdout.readline(), holder.stdout.readline()])
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertIn("night job", state["sentence"])
        refused = place.headway("upgrade", "--yes", "--wait", "1", status=4)
        self.assertIn("night job", refused.stdout + refused.stderr)

    def test_blocked_by_missing_rights(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        role = place.prefix + "guest"
        place.query(f"CREATE ROLE {role} LOGIN")
        self.addCleanup(place.sql, "postgres", f"DROP ROLE {role}")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname='{place.database}' user={role}")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertIn("permission denied", state["error"]["message"])
        self.assertIn(f"role {role} lacks USAGE ON SCHEMA headway,", state["sentence"])
        for command, status in ("status", 1), ("drift", 3), ("upgrade", 3):
            said = place.headway(command, status=status).said
            self.assertNotIn("shop@local: permission", said)
            self.assertIn(f"GRANT SELECT ON headway.version TO {role}", said)
        said = place.headway("ledger", "shop", status=3).said
        self.assertIn(f"GRANT SELECT ON headway.ledger TO {role}", said)
        # What is asked for is what it takes.
        place.query(state["error"]["hint"].split(": ", 1)[1])
        self.addCleanup(place.query, f"DROP OWNED BY {role}")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_blocked_by_hidden_rows(self):
        """A version that row level security hides is not taken for none."""
        place = self.place()
        place.headway("upgrade", "--yes")
        role = place.prefix + "guest"
        place.query(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA headway TO {role};"
                    f"GRANT SELECT ON ALL TABLES IN SCHEMA headway TO {role};"
                    "ALTER TABLE headway.version ENABLE ROW LEVEL SECURITY;"
                    "ALTER TABLE headway.ledger ENABLE ROW LEVEL SECURITY")
        self.addCleanup(place.query, f"DROP OWNED BY {role}; DROP ROLE {role}")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname='{place.database}' user={role}")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertIn("lacks POLICY ON headway.ledger, POLICY ON headway.version", state["sentence"])
        # A policy that shows some of them is not enough; what is asked for is what it takes.
        place.query(f"CREATE POLICY few ON headway.version TO {role} USING (version > '001')")
        self.assertEqual("blocked", place.verdict(status=1))
        place.query(state["error"]["hint"].split(": ", 1)[1])
        self.assertNotEqual("blocked", place.verdict(status=None))
        self.assertEqual(["002"], place.version())

    def test_blocked_by_a_version_table_of_another_shape(self):
        place = self.place()
        place.query("CREATE TABLE customer (id integer)")
        fleet = place.folder / "headway.fleet"
        fleet.write_text(fleet.read_text(encoding="utf-8").replace(
            "Migrations=migrations", "Migrations=migrations\nVersionTable=customer"), encoding="utf-8")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertEqual(1, state["error"]["message"].count("shop@local"))
        self.assertIn("the table customer is not one that sql makes", state["sentence"])
        self.assertIn("VersionTable=", state["remedy"])

    def test_blocked_by_a_time_limit(self):
        place = self.place()
        place.headway("upgrade", "--yes")
        role = place.prefix + "hasty"
        place.query(f"CREATE ROLE {role} LOGIN SUPERUSER; ALTER ROLE {role} SET statement_timeout = 100")
        self.addCleanup(place.query, f"DROP ROLE {role}")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname='{place.database}' user={role}")
        holder = place.start_psql("BEGIN; LOCK TABLE headway.version; SELECT pg_sleep(60)")
        self.addCleanup(holder.wait)
        self.addCleanup(holder.terminate)
        place.wait_for(place.database, "EXISTS (SELECT FROM pg_locks WHERE relation ="
                                       " 'headway.version'::regclass AND mode = 'AccessExclusiveLock')")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertIn("statement_timeout", state["remedy"])

    def test_blocked_by_the_version_table(self):
        place = self.place(files=PAIRS)
        place.headway("upgrade", "--yes")
        role = place.prefix + "guest"
        place.query(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA headway TO {role};"
                    f"GRANT SELECT ON ALL TABLES IN SCHEMA headway TO {role};"
                    "REVOKE USAGE ON SCHEMA public FROM PUBLIC")
        self.addCleanup(place.query, f"DROP OWNED BY {role}; DROP ROLE {role}")
        place.write_fleet(f"host='{place.environment['PGHOST']}' dbname='{place.database}' user={role}")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("blocked", state["verdict"])
        self.assertIn("USAGE ON SCHEMA public, SELECT ON public.schema_migrations", state["sentence"])
        place.query(f"GRANT USAGE ON SCHEMA public TO {role}")
        state = place.headway_json("status", status=1)["databases"][0]
        self.assertIn(f"GRANT SELECT ON public.schema_migrations TO {role}", state["remedy"])
        self.assertNotIn("USAGE", state["remedy"])
        place.query(f"GRANT SELECT ON schema_migrations TO {role}")
        self.assertEqual("up-to-date", place.verdict(status=0))


if __name__ == "__main__":
    tap.main()
