#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""When something goes wrong in a migration: a clear error, and nothing is lost."""

import os
import signal
import socket
import threading
import unittest

import shop
import tap
import workplace

# Slow on the test's databases, not on the shadow.
SLOW = {
    **shop.FIRST,
    "003_slow.sql": "ALTER TABLE goods ADD COLUMN slow integer;\n"
                    "SELECT pg_sleep(CASE WHEN current_database() LIKE 'cli%' THEN 60 ELSE 0 END);\n",
}
LATER = "CREATE TABLE later (id integer);\n"
AT_WORK = "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()" \
          " AND query LIKE '%pg_sleep(CASE%' AND state = 'active' AND pid <> pg_backend_pid())"
HAS_SLOW = "SELECT count(*) FROM pg_attribute WHERE attname = 'slow'"


def odd(statement):
    """Is run on the test's databases, not on the shadow."""
    return f"DO $$BEGIN IF current_database() LIKE 'cli%' THEN {statement}; END IF; END$$;\n"


ODD = odd("ALTER TABLE goods ADD COLUMN odd integer")


class Trouble(unittest.TestCase):
    """Each test has a shop of its own."""

    def shop(self, **more):
        place = shop.Shop(**more)
        self.addCleanup(place.close)
        return place

    def filled(self, **more):
        """A shop at 002 with a row."""
        place = self.shop(**more)
        place.headway("upgrade", "shop", "002", "--yes")
        place.query("INSERT INTO goods VALUES (1, 'tea', 2)")
        return place

    def test_third_statement_fails(self):
        files = {
            **shop.FIRST,
            "003_more.sql": "ALTER TABLE goods ADD COLUMN a integer;\n"
                            "ALTER TABLE goods ADD COLUMN b integer;\n\n"
                            "ALTER TABLE goods ADD CONSTRAINT dear CHECK (price > 100);\n",
        }
        place = self.filled(files=files)
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("003_more.sql", done.said)
        self.assertIn("ADD CONSTRAINT dear", done.said)
        self.assertIn("is violated by some row", done.said)
        self.assertEqual(["002"], place.version())
        self.assertEqual([["1", "tea", "2"]], place.query("SELECT * FROM goods"))
        self.assertEqual("behind", place.verdict())

    def test_surprise_is_rolled_back(self):
        place = self.filled(files={**shop.FIRST, "003_odd.sql": ODD, "004_later.sql": LATER})
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("after upgrade 003 the schema is not what it should be", done.said)
        self.assertIn("goods.odd", done.said)
        self.assertEqual(["002"], place.version())
        self.assertEqual("behind", place.verdict())
        done = place.headway("upgrade", "--yes", "--allow-drift")
        self.assertIn("kept with drift", done.said)
        self.assertEqual(["004"], place.version())
        self.assertEqual("drifted", place.verdict())

    def test_surprise_in_what_was_empty_is_told(self):
        place = self.shop(files={**shop.FIRST, "003_odd.sql": ODD, "004_later.sql": LATER})
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("after upgrade 004 the schema is not what it should be", done.said)
        self.assertIn("goods.odd", done.said)
        self.assertEqual(["003"], place.version())
        place.headway("upgrade", "--yes", "--allow-drift")
        self.assertEqual(["004"], place.version())

    def test_surprise_in_what_was_empty_names_the_revision(self):
        files = {**shop.FIRST, "003_kind.sql": "ALTER TABLE goods ADD COLUMN kind text;\n",
                 "004_odd.sql": odd("ALTER TABLE goods ALTER kind TYPE varchar"),
                 "005_later.sql": LATER}
        place = self.shop(files=files)
        done = place.headway("upgrade", "--yes", status=3)
        self.assertRegex(done.said, r"goods\.kind .*\(by 003\)")
        self.assertEqual(["004"], place.version())

    def test_error_as_json(self):
        files = {**shop.FIRST, "003_no.sql": "ALTER TABLE goods ADD CONSTRAINT no CHECK (price > 9);\n"}
        place = self.filled(files=files)
        answer = place.headway_json("upgrade", "--yes", status=3)
        self.assertIn("violated", str(answer))

    def test_interrupted(self):
        place = self.filled(files=SLOW)
        process = place.start_headway("upgrade", "--yes")
        place.wait_for(place.database, AT_WORK)
        status, output = workplace.interrupt(process)
        self.assertEqual(130, status, output)
        self.assertIn("rolled back", output)
        self.assertEqual([["0"]], place.query(HAS_SLOW))
        self.assertEqual("behind", place.verdict())

    def test_server_goes_away(self):
        place = self.filled(files=SLOW)
        process = place.start_headway("upgrade", "--yes")
        place.wait_for(place.database, AT_WORK)
        place.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()")
        _, errors = process.communicate(timeout=60)
        self.assertEqual(3, process.returncode, errors)
        self.assertEqual([["0"]], place.query(HAS_SLOW))
        self.assertEqual(["002"], place.version())

    def test_killed_then_goes_on(self):
        place = self.filled(files=SLOW)
        process = place.start_headway("upgrade", "--yes")
        place.wait_for(place.database, AT_WORK)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        place.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()")
        place.write("migrations/003_slow.sql", "ALTER TABLE goods ADD COLUMN slow integer;\n")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_two_at_once(self):
        place = self.filled(files={
            **shop.FIRST, "003_wait.sql": "ALTER TABLE goods ADD COLUMN slow integer;\nSELECT pg_sleep(2);\n"
        })
        both = [place.start_headway("upgrade", "--yes") for _ in range(2)]
        outputs = [process.communicate(timeout=120) for process in both]
        statuses = sorted(process.returncode for process in both)
        self.assertEqual([0, 0], statuses, outputs)
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["1"]], place.query(HAS_SLOW))

    def test_waits_for_another(self):
        """Who comes while somebody migrates waits for that to end, and then plans anew."""
        place = self.filled(files={
            **shop.FIRST, "003_wait.sql": "SELECT pg_sleep(CASE WHEN current_database() LIKE 'cli%'"
                                          " THEN 3 ELSE 0 END);\n"
        })
        first = place.start_headway("upgrade", "--yes")
        place.wait_for(place.database, AT_WORK)
        others = [place.start_headway("upgrade", "--yes", "--wait", "60") for _ in range(3)]
        for process in [first, *others]:
            output, errors = process.communicate(timeout=120)
            self.assertEqual(0, process.returncode, output + errors)
            if process is not first:
                self.assertIn("Nothing to do", output)
                self.assertIn("shop@local is being migrated by headway", errors)
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_waiting_is_interrupted(self):
        place = self.filled(files=SLOW)
        first = place.start_headway("upgrade", "--yes")
        self.addCleanup(workplace.interrupt, first)
        place.wait_for(place.database, AT_WORK)
        waiting = place.start_headway("upgrade", "--yes", "--wait", "60")
        self.assertIn("waiting 60 seconds at most", waiting.stderr.readline())
        status, output = workplace.interrupt(waiting)
        self.assertEqual(130, status, output)
        self.assertEqual(4, place.headway("upgrade", "--yes", "--wait", "0", status=None).returncode)

    def test_unreachable(self):
        place = self.shop()
        place.write_fleet(f"host='{place.folder}' dbname=shop")
        self.assertEqual("unreachable", place.verdict(status=3))
        self.assertEqual(3, place.headway("upgrade", "--yes", status=None).returncode)

    def test_server_that_hangs(self):
        place = self.shop()
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)
        port = server.getsockname()[1]
        place.write_fleet(f"host=127.0.0.1 port={port} dbname=shop connect_timeout=2")
        self.assertEqual("unreachable", place.verdict(status=3))

    def test_hang_up_in_the_middle(self):
        place = self.shop()
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def hang_up():
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        place.write_fleet(f"host=127.0.0.1 port={server.getsockname()[1]} dbname=shop")
        self.assertEqual("unreachable", place.verdict(status=3))

    def test_hostile_names(self):
        """Quotes, spaces, upper case, Unicode and SQL in names are names."""
        hostile = """it's a "Tést"; DROP TABLE goods; --"""
        quoted = hostile.replace('"', '""')
        files = {
            **shop.FIRST,
            "003_odd.sql": f'CREATE TABLE "{quoted}" ("Größe {quoted}" integer);\n'
                           f'COMMENT ON TABLE "{quoted}" IS \'it\'\'s; -- odd\';\n',
        }
        place = self.shop(database=f"cli{os.getpid()} {hostile}"[:60], files=files)
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        place.query(f'DROP TABLE "{quoted}"')
        drift = place.headway_json("drift", status=1)["databases"][0]["differences"]
        self.assertEqual([("missing", "table", hostile)],
                         [(one["change"], one["kind"], one["name"]) for one in drift])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_no_rights(self):
        place = self.filled(files={**shop.FIRST, "003_a.sql": "ALTER TABLE goods ADD COLUMN a integer;\n"})
        role = place.prefix + "reader"
        place.query(f"CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
        self.addCleanup(place.query, f"DROP OWNED BY {role}; DROP ROLE {role}")
        place.write_fleet(
            f"host='{place.environment['PGHOST']}' dbname={place.database} user={role}"
        )
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("permission denied", done.said)
        place.write_fleet()
        self.assertEqual("behind", place.verdict())

    def test_no_right_to_write_down(self):
        """What the owner has to run is said as it can be run."""
        place = self.shop()
        role = place.prefix + "writer"
        place.query(f"CREATE ROLE {role} LOGIN; GRANT CREATE ON SCHEMA public TO {role}")
        self.addCleanup(place.query, f"DROP OWNED BY {role}; DROP ROLE {role}")
        place.write_fleet(
            f"host='{place.environment['PGHOST']}' dbname={place.database} user={role}"
        )
        place.headway("fleet", "trust")
        said = place.headway("upgrade", "--yes", status=None).said
        self.assertIn(f"GRANT CREATE ON DATABASE {place.database} TO {role}\n", said)

    def test_missing_extension(self):
        files = {"001_far.sql": "CREATE EXTENSION far_away;\n"}
        place = self.shop(files=files)
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("far_away", done.said)

    def test_cache_cannot_be_written(self):
        place = self.filled()
        place.write("not-a-folder", "")
        place.environment["XDG_CACHE_HOME"] = str(place.folder / "not-a-folder")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_protected(self):
        place = self.shop(settings="\n[Environment local]\nProtected=true\n")
        place.headway("upgrade", "--yes", status=4)
        self.assertEqual("empty", place.verdict())
        place.headway("upgrade", "--yes", "--confirm", "wrong", status=4)
        place.headway("upgrade", "--yes", "--confirm", "shop@local")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_several_protected(self):
        """All that lack their name are said at once, and each can be named."""
        place = self.shop(settings="\n[Environment local]\nProtected=true\n")
        other = place.prefix + "other"
        place.databases.append(other)
        place.run("createdb", other)
        place.write("headway.fleet", (place.folder / "headway.fleet").read_text() + (
            f"\n[Service till]\nMigrations=migrations\n\n[Database till@local]\n"
            f"Connection=host='{place.environment['PGHOST']}' dbname='{other}'\n"))
        place.headway("fleet", "trust")
        said = place.headway("upgrade", "--yes", status=4).said
        self.assertIn("--confirm shop@local --confirm till@local", said)
        said = place.headway("upgrade", "--yes", "--confirm", "shop@local", status=4).said
        self.assertIn("Name it: --confirm till@local", said)
        self.assertEqual("empty", place.verdict())
        place.headway("upgrade", "--yes", "--confirm", "shop@local", "--confirm", "till@local")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_advice_keeps_the_fleet(self):
        """What can be typed next acts on the fleet that was named."""
        place = self.shop()
        text = (place.folder / "headway.fleet").read_text()
        place.write("no fleet's/my.fleet", text.replace("=migrations", "=../migrations"))
        fleet = ("--fleet", "no fleet's/my.fleet")
        advice = r"headway --fleet 'no fleet'\''s/my.fleet' "
        self.assertIn("→ headway reconcile shop@local", place.headway("status", status=1).stdout)
        self.assertIn(f"→ {advice}reconcile shop@local",
                      place.headway(*fleet, "status", status=1).stdout)
        remedy = place.headway_json(*fleet, "status", status=1)["databases"][0]["remedy"]
        self.assertEqual(f"{advice}reconcile shop@local", remedy)
        self.assertIn(f"{advice}history", place.headway(*fleet, "show", "shop", "9", status=2).said)
        hint = place.headway_json(*fleet, "show", "shop", "9", status=2)["error"]["hint"]
        self.assertIn(f"{advice}history", hint)

    def test_nobody_to_ask(self):
        """Without --yes and without a terminal nothing is done."""
        place = self.shop()
        place.headway("upgrade", status=4)
        self.assertEqual("empty", place.verdict())

    def test_what_is_there_already_sends_to_reconcile(self):
        files = {**shop.FIRST, "003_more.sql": "CREATE TABLE more (id integer);\n"
                                               "ALTER TABLE goods ADD COLUMN a integer;\n"}
        place = self.filled(files=files)
        place.query("CREATE TABLE more (id integer)")
        failed = place.headway_json("upgrade", "--yes", status=3)["steps"][0]["error"]
        self.assertIn("already exists", failed["message"])
        self.assertIn("headway reconcile shop@local", failed["hint"])
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_a_failure_in_parts_is_written_down(self):
        files = {**shop.FIRST,
                 "003_index.sql": "CREATE UNIQUE INDEX CONCURRENTLY by_price ON goods (price);\n"}
        place = self.filled(files=files)
        place.query("INSERT INTO goods VALUES (2, 'salt', 2)")
        place.headway("upgrade", "--yes", status=3)
        written = place.headway_json("ledger", "shop")["steps"][0]
        self.assertEqual(("failed", "003"), (written["event"], written["revision"]))
        self.assertIn("could not create unique index", written["error"])
        self.assertEqual("dirty", place.verdict(status=1))
        place.query("DELETE FROM goods")
        place.headway("upgrade", "--yes")
        written = place.headway_json("ledger", "shop")["steps"][0]
        self.assertEqual(("done", None), (written["event"], written["error"]))
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_ledger(self):
        place = self.filled()
        shown = place.headway("ledger", "shop").stdout
        self.assertIn("001", shown)
        self.assertIn("002", shown)

    def building_an_index(self):
        """An upgrade that builds an index while somebody else is long at work on the table."""
        files = {**shop.FIRST, "003_index.sql": "CREATE INDEX CONCURRENTLY by_name ON goods (name);\n"}
        place = self.filled(files=files)
        holder = place.start_psql("BEGIN; INSERT INTO goods VALUES (7, 'held'); SELECT pg_sleep(120);")
        self.addCleanup(holder.communicate)
        self.addCleanup(holder.kill)
        place.wait_for(place.database, "EXISTS (SELECT FROM pg_stat_activity WHERE datname ="
                       " current_database() AND query LIKE '%pg_sleep(120)%' AND wait_event = 'PgSleep')")
        process = place.start_headway("upgrade", "--yes")
        place.wait_for(place.database, "EXISTS (SELECT FROM pg_index WHERE NOT indisvalid)")
        return place, process

    def test_concurrent_index_is_interrupted(self):
        """Without waiting for who is at work there."""
        place, process = self.building_an_index()
        status, output = workplace.interrupt(process)
        self.assertEqual(130, status, output)
        self.assertIn("the next run goes on there", output)
        self.assertEqual([["t"]], place.query(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)%'"
            " AND pid <> pg_backend_pid()"))

    def test_concurrent_index_after_kill(self):
        """A build of an index that was cut off leaves it invalid: seen, and mended."""
        place, process = self.building_an_index()
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        place.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()")
        self.assertNotEqual("up-to-date", place.verdict())
        place.headway("reconcile", "--yes")
        self.assertEqual("up-to-date", place.verdict(status=0))
        self.assertEqual([["t"]], place.query(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = 'by_name'::regclass"))


if __name__ == "__main__":
    tap.main()
