# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of a database: found, looked at, and drawn, with what differs marked."""

import desktop
import tap


class TestSchema(desktop.DesktopCase):
    def show(self, app, service="order"):
        app.see(" fine.")
        app.click(service)
        app.key("Return")
        app.press("Schema")

    def test_list(self):
        self.demo.happen("volume-lost")
        app = self.open()
        self.show(app)
        app.see("order_events")
        app.picture("schema-list")
        app.type("Find a table or column", "order_type")
        app.gone("order_lines")
        app.see("ordertype not null default 'TABLE'")
        app.see("expected numeric(10,2)\nfound double precision")
        app.picture("schema-found")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        self.assertEqual(app.quit(), (0, ""))

    def test_diagram(self):
        self.demo.happen("volume-lost")
        app = self.open()
        self.show(app)
        app.press("Diagram")
        app.see("orders, 10 differences")
        app.picture("schema-diagram")
        app.press("Zoom Out")
        app.press("Zoom Out")
        app.picture("schema-diagram-small")
        app.click("orders, 10 differences")
        app.picture("schema-diagram-focus")
        app.key("Return")
        app.see("Keys and Checks")
        self.assertEqual(app.quit(), (0, ""))

    def test_nothing_differs(self):
        self.healthy()
        app = self.open()
        self.show(app, "restaurant")
        app.see("→ restaurants")
        app.press("Diagram")
        app.see(", 0 differences")
        app.picture("schema-healthy")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
