# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of one's own that is stopped while the window migrates a database on it."""

import glob
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import desktop
import shop
import tap

ROOT = pathlib.Path(__file__).parents[2]
# Slow on the test's database, not on the shadow.
FILES = {
    **shop.FIRST,
    "003_slow.sql": "ALTER TABLE goods ADD COLUMN slow integer;\n"
                    "SELECT pg_sleep(CASE WHEN current_database() LIKE 'cli%' THEN 90 ELSE 0 END);\n",
}
AT_WORK = "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()" \
          " AND query LIKE '%pg_sleep(CASE%' AND state = 'active' AND pid <> pg_backend_pid())"
HAS_SLOW = "SELECT count(*) FROM pg_attribute WHERE attname = 'slow'"


class TestServer(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hw-server-"))
        self.folder.chmod(0o711)
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = self.folder / "server"
        subprocess.run([ROOT / "data/private-postgres", "start", self.server], check=True)
        self.addCleanup(subprocess.run, [ROOT / "data/private-postgres", "stop", self.server])
        shared = os.environ["HW_TEST_PGHOST"]
        self.addCleanup(os.environ.__setitem__, "HW_TEST_PGHOST", shared)
        os.environ["HW_TEST_PGHOST"] = str(self.server)
        self.place = shop.Shop(files=FILES)
        self.addCleanup(self.place.close)
        self.place.headway("upgrade", "shop", "002", "--yes")

    def stop_server(self):
        """At once, as when its machine goes down: what is at work is not waited for."""
        pid = int((self.server / "data/postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        until = time.monotonic() + 30
        while (self.server / "data/postmaster.pid").exists():
            self.assertLess(time.monotonic(), until, "the server does not stop")
            time.sleep(0.1)

    def start_server(self):
        pg_ctl = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"))[-1]
        other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*other, pg_ctl, "-D", self.server / "data", "-l",
                        self.server / "data/server.log", "-s", "-w", "start"],
                       cwd="/", stdin=subprocess.DEVNULL, check=True)

    def begin(self):
        """The window, in the middle of the slow statement."""
        app = desktop.App(self.place, ["headway.fleet"])
        self.addCleanup(app.close)
        app.see("Shop is 1 revision behind")
        app.press("Reconcile…")
        app.press("Apply")
        self.place.wait_for(self.place.database, AT_WORK)
        app.see("pg_sleep")
        return app

    def test_server_is_stopped_in_the_middle(self):
        app = self.begin()
        self.stop_server()
        app.see("0 of 1 steps are done")
        app.see("Failed")
        app.picture("server-stopped")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("All Services")
        app.see("Shop cannot be reached")
        app.click("shop")
        app.key("Return")
        app.see("Try Again")
        app.picture("server-unreachable")
        self.start_server()
        # Nothing of the step was kept, and the window goes on from there.
        self.assertEqual([["0"]], self.place.query(HAS_SLOW))
        self.assertEqual(["002"], self.place.version())
        self.place.write("migrations/003_slow.sql", "ALTER TABLE goods ADD COLUMN slow integer;\n")
        app.press("Try Again")
        app.see("Is 1 revision behind")
        app.press("Reconcile…")
        app.press("Apply")
        app.see("The step is done")
        self.assertEqual([["1"]], self.place.query(HAS_SLOW))
        self.assertEqual(app.quit(), (0, ""))

    def test_cancelled_in_the_middle(self):
        """The statement is cancelled on the server, and nothing of the step is kept."""
        app = self.begin()
        app.press("Stop")
        app.see("Stopped: 0 of 1 steps are done")
        self.place.wait_for(self.place.database, f"NOT {AT_WORK}")
        self.assertEqual([["0"]], self.place.query(HAS_SLOW))
        self.assertEqual(["002"], self.place.version())
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
