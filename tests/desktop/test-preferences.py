# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: kept, and followed."""

import pathlib

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

    def settings(self):
        """What the app keeps."""
        path = pathlib.Path(self.demo.environment["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def test_owners_and_privileges_count(self):
        """What was given away by hand is drift as soon as that is wanted, and is mended."""
        role = self.demo.prefix + "other"
        self.healthy()
        self.demo.sql("postgres", f"CREATE ROLE {role}")
        self.demo.query("order", f"ALTER TABLE orders OWNER TO {role}; GRANT SELECT ON orders TO PUBLIC")
        app = self.open()
        app.see("All services are fine")
        app.key(",", "control")
        for name, key in ("Owners count", "owners"), ("Privileges count", "privileges"):
            app.click(name)
            app.wait(f"{key} to count", lambda key=key: f"compare-{key}=true" in self.settings())
        app.picture("preferences-drift")
        app.key("Escape")
        app.see("Order differs in 2 places")
        app.click("order")
        app.key("Return")
        app.press("Drift")
        app.see("2 of 2 differences included")
        app.see(role)
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("drift-owners")
        app.press("Mend Selected…")
        app.press("Apply")
        app.see("The step is done")
        app.press("All Services")
        app.see("All services are fine")
        self.assertEqual(app.quit(), (0, ""))
        # Nothing is left of the role but its name.
        self.demo.sql("postgres", f"DROP ROLE {role}")


if __name__ == "__main__":
    tap.main()
