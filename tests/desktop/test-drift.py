# SPDX-License-Identifier: GPL-3.0-or-later
"""What a database has otherwise than its migrations build: seen, chosen, mended, ignored."""

import desktop
import tap


class TestDrift(desktop.DesktopCase):
    def show(self, app, service="order"):
        app.see(" fine.")
        app.click(service)
        app.key("Return")
        app.press("Drift")

    def test_seen_in_the_incident(self):
        self.demo.happen("volume-lost")
        app = self.open()
        self.show(app)
        app.see("order@local has no version")
        # The exact total would be rounded: that is left out at first.
        app.see("14 of 15 differences included")
        app.click("Include order_type")
        app.see("13 of 15 differences included")
        app.click("order_type")
        app.see("column orders.order_type")
        app.see("ordertype not null default 'TABLE'")
        app.see("ADD COLUMN order_type")
        app.see("Safe: it is done in a moment")
        app.picture("drift")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        # Without a version nothing can be written down, and it says why.
        app.press("Write a Migration…")
        app.see("what it lacks there would look like drift")
        app.press("Close")
        # What differs differs from the head: it is not mended towards base, where it is.
        app.press("Mend Selected…")
        app.see("Mend what differs")
        self.assertEqual(app.quit(), (0, ""))

    def test_ignored_for_good(self):
        self.healthy()
        self.demo.query("order", "CREATE TABLE scratch (line text); ALTER TABLE orders DROP COLUMN preparation_time CASCADE")
        app = self.open()
        self.show(app)
        # What would be lost by mending is left out at first.
        app.see("2 of 3 differences included")
        app.click("scratch")
        app.see("Destroying:")
        app.picture("drift-destroying")
        app.press("Ignore for Good…")
        app.see("Ignore=table:scratch")
        app.picture("drift-ignore")
        app.press("Only in This Database")
        app.see("2 of 2 differences included")
        self.assertIn("Ignore=table:scratch\n", (self.demo.folder / "headway.fleet").read_text())
        drift = self.demo.headway_json("drift", "order", status=1)["databases"][0]["differences"]
        self.assertEqual(["preparation_time", "kitchen_queue"], [d["name"] for d in drift])
        self.assertEqual(app.quit(), (0, ""))

    def test_mended_are_the_chosen_only(self):
        self.healthy()
        self.demo.query("order", "ALTER TABLE orders DROP COLUMN preparation_time CASCADE")
        app = self.open()
        self.show(app)
        app.see("2 of 2 differences included")
        app.click("Include kitchen_queue")
        app.see("1 of 2 differences included")
        app.press("Mend Selected…")
        app.see("Mends 1 of 2 differences")
        app.picture("drift-plan")
        self.assertEqual(app.quit(), (0, ""))

    def test_written_as_a_migration(self):
        self.healthy()
        self.demo.query("order", "CREATE INDEX orders_by_hand ON orders (created_at)")
        app = self.open()
        self.show(app)
        app.see("orders_by_hand")
        app.click("Include orders_by_hand")
        app.see("1 of 1 difference included")
        app.press("Write a Migration…")
        app.type("What it does, in one line", "Keep the index made by hand")
        app.picture("drift-write")
        app.press("Write")
        app.see("The Migration Is Written")
        app.see("CREATE INDEX orders_by_hand")
        app.picture("drift-written")
        app.press("Close")
        self.assertEqual(app.quit(), (0, ""))

    def test_narrow_and_dark(self):
        self.demo.happen("volume-lost")
        app = self.open(width=360, ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.show_last(app)
        app.press("Drift")
        app.see("14 of 15 differences included")
        app.picture("drift-narrow")
        app.click("order_events")
        app.key("Return")
        app.see("table order_events")
        app.picture("drift-narrow-details")
        app.press("All Differences")
        app.see("14 of 15 differences included")
        app.press("Schema")
        app.see("kitchen_queue")
        app.picture("schema-narrow")
        app.press("Diagram")
        app.see("orders, 10 differences")
        app.picture("schema-diagram-narrow")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        self.assertEqual(app.quit(), (0, ""))

    def test_none(self):
        self.healthy()
        app = self.open()
        self.show(app)
        app.see("No Drift")
        app.picture("drift-none")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
