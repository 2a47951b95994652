# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: kept, and followed."""

import desktop
import tap


class TestPreferences(desktop.DesktopCase):
    def test_kept(self):
        self.healthy()
        app = self.open()
        app.see("All services are fine")
        app.key(",", "control")
        app.see("Databases at once")
        app.see("on disk; made again when needed")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("preferences")
        app.press("Clear")
        app.see("0 bytes on disk")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
