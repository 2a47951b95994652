# SPDX-License-Identifier: GPL-3.0-or-later
"""What Headway did to a database: many steps, failures, long SQL; one result at a time."""

import desktop
import tap


class TestHistory(desktop.DesktopCase):
    def show(self, app):
        app.see(" fine.")
        app.click("order")
        app.key("Return")
        app.press("History")

    def test_nothing_yet(self):
        self.healthy()
        app = self.open()
        self.show(app)
        app.see("Nothing Was Done Here Yet")
        app.picture("history-nothing")
        self.assertEqual(app.quit(), (0, ""))

    def test_many(self):
        self.demo.happen("volume-lost")
        self.demo.headway("reconcile", "order", "--yes")
        # The same again and again, some of it failed, as after a year.
        self.demo.query("order", """
            INSERT INTO headway.ledger (step, event, at, action, revision, version_before,
                version_after, statements, statements_done, digest, duration, role, who,
                application, error, sql)
            SELECT gen_random_uuid(), CASE WHEN n % 20 = 7 THEN 'failed' ELSE event END,
                at - n * interval '5 hours', action, revision, version_before, version_after,
                statements, CASE WHEN n % 20 = 7 THEN 0 ELSE statements_done END, digest,
                duration * n * n, role, who, application,
                CASE WHEN n % 20 = 7 THEN 'column "total" does not exist' END, sql
            FROM headway.ledger l, generate_series(1, 60) n WHERE event = 'done'
            ORDER BY n DESC, number""")
        app = self.open()
        self.show(app)
        app.see("Applied 005")
        app.see("Older Steps")
        app.picture("history-many")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.click("All results")
        for key in ("Down", "Down", "Return"):
            app.key(key)
        app.see("Applying 005 failed")
        app.gone("Applied 005")
        app.click("Applying 005 failed")
        app.see('column "total" does not exist')
        app.see("CREATE VIEW kitchen_queue")
        app.picture("history-failed")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
