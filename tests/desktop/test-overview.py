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
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
