# SPDX-License-Identifier: GPL-3.0-or-later
"""The window around the pages: what it remembers, and a fleet file that is wrong or changes."""

import json
import os
import pathlib
import subprocess
import sys
import time

import child
import desktop
import tap


class TestWindow(desktop.DesktopCase):
    def test_file_that_is_wrong(self):
        """Said with its line and remedy; opened by itself as soon as it is mended."""
        good = (self.demo.folder / "headway.fleet").read_text(encoding="utf-8")
        self.healthy()
        self.demo.write("headway.fleet", good + "Colour=blue\n")
        app = self.open()
        app.see("This Fleet Cannot Be Opened")
        app.see("headway.fleet:")
        app.see("Colour")
        app.see("Open in Text Editor")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("window-trouble")
        self.demo.write("headway.fleet", good)
        app.see("All services are fine.")
        self.assertEqual(app.quit(), (0, ""))

    def test_file_that_changes(self):
        good = (self.demo.folder / "headway.fleet").read_text(encoding="utf-8")
        self.healthy()
        app = self.open()
        app.see("All services are fine.")
        self.demo.write("headway.fleet", good.replace("Restaurant system", "Changed system"))
        app.see("The fleet file has changed")
        app.picture("window-changed")
        app.click("Reload")
        app.see("Changed system")
        app.gone("The fleet file has changed")
        app.see("All services are fine.")
        self.assertEqual(app.quit(), (0, ""))

    def test_long_names(self):
        """They are cut where they stand, and do not widen the window."""
        fleet = "Forty services of the very large restaurant and logistics company"
        path = self.demo.folder / "headway.fleet"
        path.write_text(path.read_text(encoding="utf-8").replace("Restaurant system", fleet),
                        encoding="utf-8")
        self.healthy()
        app = self.open(width=800)
        app.see("All services are fine.")
        self.assertLess(app.extents(fleet, role="push button")[2], 260)
        app.click(fleet, role="push button")
        app.see("Edit the Fleet File")
        app.picture("window-long-name")
        self.assertEqual(app.quit(), (0, ""))

    def test_small(self):
        """What is long scrolls where there is little room, and nothing is wider than the window."""
        self.demo.happen("volume-lost")
        app = self.open(width=370, height=500)
        self.show_last(app)
        app.see("order@local")
        for view, seen in enumerate(("Base", "14 of 15", "kitchen_queue", "Nothing Was Done"), 1):
            app.key(str(view), "alt")
            app.see(seen)
            app.picture(f"window-small-{view}")
            x, _, width, _ = app.extents("What to Do")
            self.assertLessEqual(x + width, 370)
        self.assertEqual(app.quit(), (0, ""))

    def windows(self, app):
        """How many there are, however they look."""
        return sum(not line.startswith(" ") for line in app.tree().splitlines())

    def test_every_page_has_names_and_no_window_stays(self):
        """What can be used has a name, wherever it is; what is closed is gone."""
        self.healthy()
        self.demo.headway("downgrade", "order", "--yes")
        app = self.open()
        app.see("Order is 1 revision behind")
        pages = [
            lambda: app.see("Reconcile…"),
            lambda: app.click("What These Words Mean"),
            lambda: (app.key("Escape"), app.click("order"), app.key("Return"), app.see("order@local")),
            lambda: (app.key("2", "alt"), app.see("No Drift")),
            lambda: (app.key("3", "alt"), app.see("orders")),
            lambda: app.press("Diagram"),
            lambda: (app.key("4", "alt"), app.see("Rolled back 005")),
            lambda: app.click("What to Do"),
            lambda: (app.key("Escape"), app.press("Reconcile…"), app.see("Apply 005")),
            lambda: (app.key("Escape"), app.see("order@local")),
        ]
        for go in pages:
            go()
            self.assertEqual(app.ask("unnamed"), [])
        self.assertEqual(1, self.windows(app))
        for keys, title in (((",", "control"), "Databases at once"),
                            (("?", "control", "shift"), "Check all databases now")):
            for _ in range(2):
                app.key(*keys)
                app.see(title)
                app.key("Escape")
                app.gone(title)
        app.wait("one window", lambda: self.windows(app) == 1)
        self.assertEqual(app.quit(), (0, ""))

    def test_remembers(self):
        """The fleet, the environment, the page and its view; and one instance opens them all."""
        fleet = self.demo.folder / "headway.fleet"
        text = fleet.read_text(encoding="utf-8")
        self.healthy()
        for service in ("auth", "order"):
            here = text.split(f"[Database {service}@local]\n")[1].split("\n\n")[0]
            text += f"\n[Database {service}@staging]\n{here}\n"
        fleet.write_text(text, encoding="utf-8")
        self.demo.headway("fleet", "trust")
        app = self.open()
        app.see("All services are fine.")
        app.press("All Environments")
        app.see("order@staging")
        app.picture("overview-matrix")
        app.press("order@staging")
        app.see("Timeline")
        app.key("2", "alt")
        app.see("No Drift")
        self.assertEqual(app.quit(), (0, ""))
        app.start()
        app.see("order@staging")
        app.see("No Drift")
        again = subprocess.run(
            [os.environ["HEADWAY_DESKTOP"], "headway.fleet"], cwd=self.demo.folder,
            env=app.environment, timeout=60, check=False,
        )
        self.assertEqual(0, again.returncode)
        app.see("order@staging")
        self.assertEqual(app.quit(), (0, ""))

    def test_ends_with_its_test(self):
        """A time limit kills the test itself: nothing that it started stays behind."""
        test = child.start(
            [sys.executable, "-c", "import desktop, json, sys, time, types\n"
             "place = types.SimpleNamespace(**json.loads(sys.argv[1]))\n"
             "place.folder = desktop.pathlib.Path(place.folder)\n"
             "app = desktop.App(place, ['headway.fleet'])\n"
             "app.see('Headway')\n"
             "print(*(p.pid for p in (app.process, app.screen.server, app.reader, app.bus)))\n"
             "sys.stdout.flush()\n"
             "time.sleep(600)\n",
             json.dumps({"folder": str(self.demo.folder), "environment": self.demo.environment})],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(test.wait)
        self.addCleanup(test.kill)
        started = test.stdout.readline().split()
        test.stdout.close()
        self.assertEqual(4, len(started))
        test.kill()
        until = time.monotonic() + desktop.WAIT
        while left := [number for number in started if is_running(number)]:
            self.assertLess(time.monotonic(), until, left)
            time.sleep(0.1)


def is_running(number):
    """Whether there is such a process that has not ended."""
    try:
        return ") Z" not in pathlib.Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


if __name__ == "__main__":
    tap.main()
