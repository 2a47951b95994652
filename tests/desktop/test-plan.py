# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan: read before anything is done, carried out while one looks on, stopped, and gone on with."""

import re
import time

import desktop
import tap


class TestPlan(desktop.DesktopCase):
    def plan(self, app):
        app.see("are fine.")
        app.press("Reconcile…")

    def test_reconcile(self):
        """From the broken fleet to the mended one, with the window alone."""
        self.demo.happen("volume-lost")
        self.assertFalse(self.place_order())
        app = self.open()
        app.see("lacks 3 columns")
        self.plan(app)
        app.see("15 steps on 4 databases.")
        app.see("Then, when these have ended")
        app.see("Destroying")
        app.see("1 statement changes or deletes rows: how many is not counted")
        app.picture("plan")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Apply")
        app.ask("unfocus")
        app.see("All 15 steps are done")
        time.sleep(1)
        _, y, _, height = app.extents(app.see("order@local: Apply 005 is done"))
        self.assertLess(y + height, 720)  # the log shows its end
        app.see("The schema was found to be what it should be.")
        app.picture("plan-done")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.wait("the notification", lambda: any(
            "All 15 steps are done" in text for text in app.ask("notified")))
        self.assert_mended()
        self.assertTrue(self.place_order())
        app.press("All Services")
        app.see("services are fine")
        self.assertEqual(app.quit(), (0, ""))

    def test_data_passed_over_is_told(self):
        self.healthy()
        self.demo.query("customer", "DROP TABLE alembic_version")
        app = self.open()
        app.see("has tables but no version")
        self.plan(app)
        app.see("1 step on 1 database.")
        app.see("Data of f83b6d91a05c, not run: whatever its program writes (it needs Python)")
        self.assertEqual(app.quit(), (0, ""))

    def test_blocked_stopped_and_gone_on_with(self):
        app = self.waiting()
        app.see("order@local waits for a long report (process")
        app.picture("plan-blocked")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Stop")
        app.see("Stopped: 0 of 1 steps are done")
        app.see("rolled back, nothing of it was kept")
        app.picture("plan-stopped")
        self.assertEqual([["004"]], self.demo.query("order", "SELECT * FROM alembic_version"))
        self.end_sessions("a long report")
        app.key("Return")  # the keyboard is at Plan Again
        app.see("order@local: Apply 005")
        app.press("Apply")
        app.see("The step is done")
        self.assert_mended()
        self.assertEqual(app.quit(), (0, ""))

    def test_other_databases_are_done_at_once(self):
        self.demo.happen("volume-lost")
        self.hold("orders")
        app = self.open()
        app.see("lacks 3 columns")
        self.plan(app)
        app.press("Apply")
        app.see("order@local waits for a long report (process")
        self.assertEqual(3, len(re.findall(r"label '\d steps? done'", app.tree())), app.tree())
        app.picture("plan-others-done")
        app.press("Stop")
        app.see("Stopped: ")
        self.assertEqual(app.quit(), (0, ""))

    def test_left_while_it_runs(self):
        """Every other page leads back to it, and tells its end."""
        app = self.waiting()
        self.demo.query("customer", "CREATE TABLE odd (id integer)")
        app.key("Escape")
        app.key("F5")
        app.see("Drifted")
        self.assertNotIn("Blocked", app.tree())  # what is in the run is not looked at
        app.see("A plan is being carried out")
        app.picture("plan-left")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Show")
        app.see("Carrying out 1 step")
        app.gone("A plan is being carried out")
        app.key("Escape")
        app.see("A plan is being carried out")
        self.end_sessions("a long report")
        app.see("The step is done")
        app.gone("A plan is being carried out")
        app.click("Show")
        app.see("The schema was found to be what it should be.")
        self.assertEqual(app.quit(), (0, ""))

    def test_connection_lost(self):
        """The server ends the session in the middle: nothing is lost, and it says what to do."""
        app = self.waiting()
        self.end_sessions("headway")
        app.see("0 of 1 steps are done")
        app.see("Failed")
        app.picture("plan-failed")
        self.assertEqual([["004"]], self.demo.query("order", "SELECT * FROM alembic_version"))
        self.assertEqual(app.quit(), (0, ""))

    def test_closing_asks(self):
        app = self.waiting()
        app.process.terminate()
        app.see("Stop and Close?")
        app.picture("plan-closing")
        app.press("Stop and Close")
        self.assertEqual(0, app.process.wait(desktop.WAIT))
        self.assertEqual("", app.said())
        self.assertEqual([["004"]], self.demo.query("order", "SELECT * FROM alembic_version"))

    def test_protected(self):
        self.healthy()
        self.alembic_back()
        path = self.demo.folder / "headway.fleet"
        path.write_text(path.read_text() + "\n[Environment local]\nProtected=true\n")
        self.demo.headway("fleet", "trust")
        # GTK 4.8 leaks the names of a dialog's actions when the accessibility tree is asked for them.
        app = self.open(ASAN_OPTIONS="detect_leaks=0")
        self.plan(app)
        app.press("Apply")
        app.see("Change a Protected Database?")
        app.type("Type order@local", "order")
        app.picture("plan-protected")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        with self.assertRaises(desktop.Failed):
            app.ask("press", name="Carry Out")
        app.type("Type order@local", "order@local")
        app.press("Carry Out")
        app.see("The step is done")
        self.assert_mended()
        self.assertEqual(app.quit(), (0, ""))

    def test_protected_with_a_long_name(self):
        """What must be typed is seen whole, in a narrow window too."""
        title = "order-and-everything-that-has-to-do-with-an-order-in-a-restaurant@local"
        self.healthy()
        self.alembic_back()
        path = self.demo.folder / "headway.fleet"
        text = path.read_text(encoding="utf-8").replace("order@local", title)
        text = text.replace("[Service order]", f"[Service {title[:-6]}]")
        path.write_text(text + "\n[Environment local]\nProtected=true\n", encoding="utf-8")
        self.demo.headway("fleet", "trust")
        app = self.open(width=360, ASAN_OPTIONS="detect_leaks=0")
        app.see("are fine.")
        app.key("Home", "alt")
        self.plan(app)
        app.press("Apply")
        app.see("Change a Protected Database?")
        app.picture("plan-protected-long")
        _, _, width, height = app.extents(title, role="label")
        self.assertLess(width, 360)
        self.assertGreater(height, 30)
        self.assertEqual(app.quit(), (0, ""))

    def waiting(self):
        """The app, where the one step of a plan waits for somebody else's lock."""
        self.healthy()
        self.alembic_back()
        self.hold("orders")
        app = self.open()
        self.plan(app)
        app.press("Apply")
        app.see("order@local waits for a long report")
        return app

    def alembic_back(self):
        """Order is one migration behind."""
        self.demo.headway("downgrade", "order", "--yes")


if __name__ == "__main__":
    tap.main()
