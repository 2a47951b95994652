# SPDX-License-Identifier: GPL-3.0-or-later
"""From the broken fleet to the mended one with the keyboard alone, and with the mouse alone: what the
demo asks of a newcomer."""

import desktop
import tap


class TestNewcomer(desktop.DesktopCase):
    def begin(self):
        self.demo.happen("volume-lost")
        self.assertFalse(self.place_order())
        app = self.open()
        app.see("0 of 4 services are fine.")
        return app

    def place_order(self):
        done = self.demo.run(
            "psql", "-Xq", "-d", self.demo.prefix + "order", "-f", "services/order/place-order.sql",
            check=False,
        )
        return done.returncode == 0

    def end(self, app):
        app.see("All services are fine.")
        self.assert_mended()
        self.assertTrue(self.place_order())
        self.assertEqual(app.quit(), (0, ""))

    def test_keyboard(self):
        """Tab goes from part to part, a list is one of them; arrows and Return do the rest."""
        app = self.begin()
        # The fleet's menu has the keyboard; main menu, services, and what is on the page.
        for key in ("Tab", "Tab", "Down", "Down", "Down", "Down"):
            app.key(key)
        app.see("order@local")
        for key in ("Tab", "Right", "Return"):  # out of the list, to Drift
            app.key(key)
        app.see("14 of 15 differences included")
        app.see("order_type")
        app.picture("newcomer-drift")
        app.key("Home", "alt")
        app.see("Filter by name or revision")
        app.key("r", "alt")
        app.see("15 steps on 4 databases.")
        # It drops something, so that Return alone does not carry it out: it opens the first step.
        app.key("Return")
        app.picture("newcomer-plan")
        app.see("15 steps on 4 databases.")
        app.key("a", "alt")
        app.see("All 15 steps are done")
        app.key("Return")
        self.end(app)

    def test_mouse(self):
        app = self.begin()
        app.click("order", double=True)
        app.see("order@local")
        app.click("Drift")
        app.click("order_type")
        app.see("The migrations make it")
        app.click("All services")
        app.see("Filter by name or revision")
        app.click("Reconcile…")
        app.see("15 steps on 4 databases.")
        app.click("Apply")
        app.see("All 15 steps are done")
        app.click("All Services")
        self.end(app)


if __name__ == "__main__":
    tap.main()
