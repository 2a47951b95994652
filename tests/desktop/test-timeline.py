# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of a service as a graph: what is applied, what is pending, what each revision does."""

import desktop
import tap


class TestTimeline(desktop.DesktopCase):
    def show(self, app, service="order"):
        app.see("Differences")
        app.click(service)
        app.key("Return")
        app.press("Timeline")

    def test_graph_and_revision(self):
        self.healthy()
        self.demo.headway("downgrade", "order", "-1", "--yes")
        app = self.open()
        self.show(app)
        graph = app.see("004 · 30 Oct 2024 · Ines Carvalho, current")
        app.see("runs outside a transaction")
        app.see("CREATE INDEX CONCURRENTLY")
        app.picture("timeline")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.click(graph)
        app.key("Home")
        app.see("005 · 13 Jan 2025 · Maria Lindgren, pending")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
