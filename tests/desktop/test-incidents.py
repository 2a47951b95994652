# SPDX-License-Identifier: GPL-3.0-or-later
"""The incidents that no plan mends by itself: what the window says, and what a person can do there."""

import desktop
import tap


class TestIncidents(desktop.DesktopCase):
    def begin(self, incident):
        self.healthy()
        self.demo.happen(incident)
        app = self.open()
        app.see("3 of 4 services are fine.")
        app.click("order", double=True)
        app.see("order@local")
        return app

    def test_phantom_revision(self):
        """The revision is gone; the one whose schema it has is offered."""
        app = self.begin("phantom-revision")
        app.see("Update the checkout. Or, when that revision is gone for good")
        app.key("2", "alt")
        app.see("The revision of order@local is not in this checkout")
        app.picture("incident-phantom")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Stamp…")
        app.see("Write down that it is at 004")
        app.press("Apply")
        app.see("The step is done")
        self.assertEqual([["004"]], self.demo.query("order", "SELECT * FROM alembic_version"))
        self.assertEqual(app.quit(), (0, ""))

    def test_two_heads(self):
        app = self.begin("two-heads")
        app.see("Has a history with 2 heads: 005, 005_tips.")
        app.see("Join the heads with a merge revision. Or, where they are meant to stay apart")
        app.picture("incident-two-heads")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Merge Heads…")
        app.see("Merge 005, 005_tips")
        app.type("What it does, in one line", "Join tips and the kitchen queue")
        app.picture("incident-two-heads-merge")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Write")
        app.see("The Migration Is Written")
        app.see('down_revision')
        app.picture("incident-two-heads-merged")
        app.press("Close")
        app.see("Is 2 revisions behind")
        app.press("Reconcile…")
        app.see("2 steps on 1 database.")
        app.press("Apply")
        app.see("All 2 steps are done")
        heads = self.demo.headway_json("heads", "order")["services"][0]["heads"]
        self.assertEqual([heads], self.demo.query("order", "SELECT * FROM alembic_version"))
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
