#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind a real PgBouncer: nothing is changed in transaction mode, all else works."""

import os
import pathlib
import threading
import time
import unittest

import child
import shop
import tap

PORT = 6432
LEFT = [
    "SELECT count(*) FROM pg_prepared_statements",
    "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
    " WHERE locktype = 'advisory' AND datname = current_database()",
]


class Pooler(unittest.TestCase):
    """Each test has a shop and a PgBouncer of its own."""

    def pooled(self, mode, **settings):
        """A shop at 001 whose Connection= leads through a pooler."""
        place = shop.Shop()
        self.addCleanup(place.close)
        place.headway("upgrade", "shop", "001", "--yes")
        folder = place.folder / "pooler"
        folder.mkdir()
        folder.chmod(0o777)
        settings = {
            "listen_port": PORT,
            "unix_socket_dir": folder,
            "auth_type": "any",
            "pool_mode": mode,
            **settings,
        }
        server, user = place.environment["PGHOST"], place.environment["PGUSER"]
        place.write(
            "pooler/pgbouncer.ini",
            f"[databases]\n* = host={server} port={place.environment['PGPORT']} user={user}\n"
            "[pgbouncer]\n" + "".join(f"{name} = {value}\n" for name, value in settings.items()),
        )
        # It refuses to be root; whom the server is run by may use its socket.
        other = pathlib.Path(server, f".s.PGSQL.{place.environment['PGPORT']}").owner()
        as_other = ["-u", other] if os.getuid() == 0 else []
        with open(folder / "log", "w", encoding="utf-8") as log:
            process = child.start(
                ["/usr/sbin/pgbouncer", *as_other, folder / "pgbouncer.ini"], stdout=log, stderr=log
            )
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        for _ in range(100):
            if (folder / f".s.PGSQL.{PORT}").exists():
                break
            time.sleep(0.1)
        place.through = f"host='{folder}' port={PORT} dbname='{place.database}' user={user}"
        place.write_fleet(place.through)
        return place

    def assert_refused(self, place):
        done = place.headway("upgrade", "--yes", status=4)
        self.assertIn("transaction mode", done.said)
        self.assertIn("Connection=", done.said)
        self.assertEqual("behind", place.verdict())
        # Nothing of it is left on the server either, for those who get its processes next.
        for query in LEFT:
            self.assertEqual("0", place.run("psql", "-XAtc", query, place.through).stdout.strip())

    def test_transaction_mode_is_refused(self):
        self.assert_refused(self.pooled("transaction"))

    def test_transaction_mode_with_many_processes_is_refused(self):
        """Transactions at once made several of them; each is handed out in turn."""
        place = self.pooled("transaction", server_round_robin=1)
        sleep = ["psql", "-XAtc", "SELECT pg_sleep(1)", place.through]
        sleepers = [threading.Thread(target=place.run, args=sleep) for _ in range(3)]
        for sleeper in sleepers:
            sleeper.start()
        for sleeper in sleepers:
            sleeper.join()
        self.assert_refused(place)

    def test_looking_works_in_transaction_mode(self):
        place = self.pooled("transaction", default_pool_size=2)
        answers = []

        def look():
            for _ in range(3):
                answers.append(place.verdict())
                place.headway("drift", "--no-color", status=None)

        lookers = [threading.Thread(target=look) for _ in range(4)]
        for looker in lookers:
            looker.start()
        for looker in lookers:
            looker.join()
        self.assertEqual(["behind"] * 12, answers)

    def test_session_mode_works(self):
        place = self.pooled("session")
        place.headway("upgrade", "--yes")
        self.assertEqual("up-to-date", place.verdict())
        self.assertEqual(["002"], place.version())

    def test_session_mode_keeps_others_out(self):
        place = self.pooled("session")
        place.write("migrations/003_slow.sql", "SELECT pg_sleep(CASE WHEN current_database()"
                                               " LIKE 'cli%' THEN 3 ELSE 0 END);\n")
        both = [threading.Thread(target=place.headway, args=["upgrade", "--yes"]) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        self.assertEqual("up-to-date", place.verdict())
        done = place.query("SELECT count(*) FROM headway.ledger WHERE event = 'done'")
        self.assertEqual([["3"]], done)


if __name__ == "__main__":
    tap.main()
