# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page: how the fleet is, in a sentence and a line for each service."""

import desktop
import tap


class TestOverview(desktop.DesktopCase):
    def test_broken(self):
        self.demo.happen("volume-lost")
        app = self.open()
        # The worst comes first, whatever the order in the fleet file.
        sentence = app.see("Order lacks")
        self.assertTrue(sentence.startswith("Order lacks 1 table and 4 columns. "), sentence)
        app.see("No version")
        app.picture("overview")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        # The words are explained with the names of the database that is worst.
        app.click("What These Words Mean")
        app.see("Most likely create_all() made the tables of order@local")
        app.see("To stamp is to write down which revision order@local is at")
        app.picture("overview-words")
        app.key("Escape")
        self.assertEqual(app.quit(), (0, ""))

    def test_nothing_matches(self):
        self.healthy()
        app = self.open()
        app.see("All services are fine.")
        app.key("f", "control")
        for key in "xyz":
            app.key(key)
        app.see("No Results Found")
        app.picture("overview-nothing")
        app.type("Filter by name or revision", "order")
        app.gone("No Results Found")
        self.assertEqual(app.quit(), (0, ""))

    def test_another_environment(self):
        """It is looked at as soon as it is chosen for the first time."""
        self.healthy()
        path = self.demo.folder / "headway.fleet"
        text = path.read_text(encoding="utf-8")
        here = text.split("[Database order@local]\n")[1].split("\n\n")[0]
        path.write_text(f"{text}\n[Database order@production]\n{here}\n", encoding="utf-8")
        self.demo.headway("fleet", "trust")
        app = self.open()
        app.see("All services are fine.")
        app.click("local", role="label")
        app.see("production")
        app.key("Down")
        app.key("Return")
        app.see("The service is fine.")
        self.assertEqual(app.quit(), (0, ""))

    def test_filter(self):
        """What is filtered by is asked for anew when the databases were looked at."""
        self.healthy()
        app = self.open()
        app.see("All services are fine.")
        app.type("Filter by name or revision", "004")
        app.gone("005", role="label")
        self.demo.headway("downgrade", "order", "--yes")
        app.key("F5")
        app.see("004", role="label")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
