# SPDX-License-Identifier: GPL-3.0-or-later
"""The last migration is rolled back by hand, after seeing what that loses; and forward again."""

import time

import desktop
import tap


class TestRollback(desktop.DesktopCase):
    def start(self, app, service="order"):
        app.see("services are fine")
        app.click(service)
        app.key("Return")
        app.click("What to Do")
        app.press("Roll Back the Last Migration…")

    def test_back_and_forward_again(self):
        self.healthy()
        app = self.open()
        self.start(app)
        app.see("Takes back 1 migration")
        app.see("Afterwards")
        app.see("disappears")
        app.picture("rollback")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Roll Back", role="push button")
        app.see("The step is done")
        self.assertEqual([["004"]], self.demo.query("order", "SELECT * FROM alembic_version"))
        app.picture("rollback-done")
        app.press("Upgrade Again…")
        app.see("order@local: Apply 005")
        app.press("Apply")
        app.see("The step is done")
        self.assert_mended()
        self.assertEqual(app.quit(), (0, ""))

    def test_stands_still(self):
        """Where both sides do not find room beside the list of services, that does not come and go."""
        self.healthy()
        self.demo.query("auth", "UPDATE users SET failed_logins = 3")
        app = self.open(width=760)
        self.start(app, "auth")
        app.see("Takes back 1 migration")
        # Transitions end, and then nothing moves.
        still, last, until = 0, None, time.monotonic() + desktop.WAIT
        while still < 15 and time.monotonic() < until:
            look = b"".join(app.screen.rows())
            still, last = (still + 1 if look == last else 0), look
            time.sleep(0.1)
        self.assertEqual(15, still)
        self.assertEqual(app.quit(), (0, ""))

    def test_loss_is_counted(self):
        """What the tables hold now is counted before it is lost."""
        self.healthy()
        self.demo.query("auth", "UPDATE users SET failed_logins = 3")
        count = self.demo.value("auth", "SELECT count(*) FROM users")
        app = self.open()
        self.start(app, "auth")
        app.see("Takes back 1 migration")
        app.see(f"disappears, with {count} value")
        app.see("disappears, empty")
        app.see(f"on 1 database. Loses {count} value")
        app.picture("rollback-loss")
        app.press("Back")
        app.see("auth@local")
        self.assertEqual("up-to-date", self.verdicts()["auth"])
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
