# SPDX-License-Identifier: GPL-3.0-or-later
"""The first morning: no fleet, a folder with services, and a fleet file of what it holds."""

import desktop
import tap


class TestOnboarding(desktop.DesktopCase):
    def test_new_fleet(self):
        (self.demo.folder / "headway.fleet").unlink()
        app = self.open(self.demo.folder)
        app.see("New Fleet")
        app.see("services/order")
        here = f"host={self.demo.environment['PGHOST']} user=admin dbname="
        app.type("Connection, without a password", here + "nothing")
        app.see("The server answers, but it has no such database yet.")
        app.type("Connection, without a password", here + "postgres password=secret")
        app.see("holds a password")
        app.type("Connection, without a password", here + "postgres")
        app.see("It connects.")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("new-fleet")
        app.press("Create")
        app.see("Unreachable")
        text = (self.demo.folder / "headway.fleet").read_text(encoding="utf-8")
        self.assertIn("[Service order]\nMigrations=services/order", text)
        self.assertNotIn("secret", text)
        self.assertIn("dbname=postgres", text)
        app.picture("new-fleet-opened")
        self.assertEqual(app.quit(), (0, ""))

    def test_nothing_there(self):
        empty = self.demo.folder / "empty"
        empty.mkdir()
        app = self.open(empty)
        app.see("No Services Found")
        app.picture("new-fleet-nothing")
        app.press("Cancel")
        app.see("Which databases do you look after?")
        app.picture("welcome")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
