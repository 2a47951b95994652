# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of a service as a graph: what is applied, what is pending, what each revision does."""

import time

import desktop
import tap

GHOST = "e7b1c55d9a20"


class TestTimeline(desktop.DesktopCase):
    def show(self, app, service="order"):
        app.see("Up to date")
        app.click(service)
        app.key("Return")
        app.see("Timeline: ")

    def test_right_to_left(self):
        """What is said of a revision stands at its node."""
        self.healthy()
        app = self.open(**self.right_to_left())
        self.show(app)
        x, y, width, height = app.extents(app.see("Timeline: "))
        time.sleep(1)
        end = x + width - 60  # of the nodes
        rows = list(app.screen.rows())[y + 100:y + height]
        written = sum(len(set(row[3 * (end - 100):3 * end])) > 3 for row in rows)
        self.assertGreater(written, 70)  # titles, and what stands below each
        self.assertEqual(app.quit(), (0, ""))

    def test_keyboard(self):
        self.healthy()
        self.demo.headway("downgrade", "order", "-1", "--yes")
        app = self.open()
        self.show(app)
        # It begins where the database is.
        app.see("Timeline: An index over the orders that are still open, 004")
        app.see("database is here")
        app.see("CREATE INDEX CONCURRENTLY ix_orders_open")
        app.see("Runs outside a transaction.")
        app.see("the kitchen's screen took four seconds")
        app.picture("timeline")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.click(app.see("Timeline: "))
        app.key("Home")
        app.see("Timeline: The kitchen's queue")
        app.see("pending, head")
        app.see("CREATE VIEW kitchen_queue")
        app.key("End")
        app.see("Base: before the first revision")
        for revision in ("001", "002", "003", "004", "005"):
            app.key("Up")
            app.see(f", {revision} · ")
        self.assertEqual(app.quit(), (0, ""))

    def test_edited(self):
        """A file that was changed after Headway had applied it."""
        self.healthy()
        self.demo.headway("downgrade", "order", "-1", "--yes")
        self.demo.headway("upgrade", "order", "--yes")
        file = next((self.demo.folder / "services/order/migrations/versions").glob("005*"))
        file.write_text(file.read_text().replace("COMMENT ON COLUMN", "COMMENT  ON  COLUMN"))
        app = self.open()
        self.show(app)
        app.see("Edited after it was applied here")
        app.see("Applied here ")
        app.picture("timeline-edited")
        self.assertEqual(app.quit(), (0, ""))

    def test_ghost(self):
        self.healthy()
        self.demo.happen("phantom-revision")
        app = self.open(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.show(app)
        app.see(f"Timeline: Not in this checkout, {GHOST}, database is here")
        app.see("no file here declares it")
        app.picture("timeline-ghost-dark")
        self.assertEqual(app.quit(), (0, ""))

    def test_narrow(self):
        self.healthy()
        app = self.open(width=360)
        app.see("All services are fine")
        # Past the main menu into the sidebar, down to the last service without going to the others.
        for key in ("Tab", "Tab"):
            app.key(key)
        for _ in range(4):
            app.key("Down", "control")
        app.key("Return")
        app.see("Timeline: ")
        app.picture("timeline-narrow")
        app.click(app.see("Timeline: "))
        app.see("All Revisions")
        app.picture("timeline-narrow-revision")
        app.press("All Revisions")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
