# SPDX-License-Identifier: GPL-3.0-or-later
"""The first morning: no fleet, a folder with services, and a fleet file of what it holds."""

import desktop
import tap


class TestOnboarding(desktop.DesktopCase):
    def test_new_fleet(self):
        (self.demo.folder / "headway.fleet").unlink()
        app = self.open(self.demo.folder)
        app.see("New Fleet")
        app.see("services/order")
        here = f"host={self.demo.environment['PGHOST']} user=admin dbname="
        app.type("Connection, without a password", here + "nothing")
        app.see("The server answers, but it has no such database yet.")
        app.type("Connection, without a password", here + "postgres password=secret")
        app.see("holds a password")
        app.type("Connection, without a password", here + "postgres")
        app.see("It connects.")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("new-fleet")
        app.press("Create")
        app.see("Unreachable")
        text = (self.demo.folder / "headway.fleet").read_text(encoding="utf-8")
        self.assertIn("[Service order]\nMigrations=services/order", text)
        self.assertNotIn("secret", text)
        self.assertIn("dbname=postgres", text)
        app.picture("new-fleet-opened")
        self.assertEqual(app.quit(), (0, ""))

    def test_create_database(self):
        """A local server without order's role and database: made, and brought to the head."""
        name = self.demo.prefix + "order"
        role = self.demo.prefix + "newcomer"
        path = self.demo.folder / "headway.fleet"
        self.healthy("auth", "restaurant", "customer")
        text = path.read_text(encoding="utf-8")
        before, here = text.split("[Database order@local]\n")
        here = f"Connection=host={self.demo.environment['PGHOST']} dbname={name} user={role}"
        path.write_text(f"{before}[Database order@local]\n{here}\n", encoding="utf-8")
        self.demo.headway("fleet", "trust")
        self.demo.run("dropdb", "--if-exists", name)
        app = self.open()
        app.see("Order cannot be reached")
        app.press("Create Database…")
        app.see(f"role \"{role}\" does not exist")
        app.type("Role (empty: the connection's own)", "admin")
        app.see(f"CREATE DATABASE {name} OWNER {role};")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.picture("create-database")
        app.press("Create")
        app.see("Order is empty")
        app.press("Reconcile…")
        app.press("Apply")
        app.see("steps are done")
        app.press("All Services")
        app.see("All services are fine.")
        self.assertEqual([[role]], self.demo.query(
            "order", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
        self.assertEqual(app.quit(), (0, ""))
        self.demo.sql("postgres", f"DROP DATABASE {name} WITH (FORCE)")
        self.demo.sql("postgres", f"DROP ROLE {role}")

    def test_trust_shows_all(self):
        """However long the name of one service is, the programs of all can be read."""
        self.healthy()
        service = "the-service-that-reckons-the-loyalty-points-of-all-restaurants-of-the-company"
        with open(self.demo.folder / "headway.fleet", "a", encoding="utf-8") as fleet:
            fleet.write(f"\n[Service {service}]\nMigrations=services/order\n")
        app = self.open()
        app.click("Restaurant system", role="push button")
        app.press("Trust…")
        app.see("Trust This Fleet?")
        app.picture("trust")
        _, _, width, height = app.extents(str(self.demo.folder / "services/auth/alembic.ini"))
        self.assertGreater(width, 300)
        self.assertGreater(height, 0)
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.press("Not Now")
        self.assertEqual(app.quit(), (0, ""))

    def test_nothing_there(self):
        empty = self.demo.folder / "empty"
        empty.mkdir()
        app = self.open(empty)
        app.see("No Services Found")
        app.picture("new-fleet-nothing")
        app.press("Cancel")
        app.see("Which databases do you look after?")
        app.picture("welcome")
        app.key("F10")
        app.see("Keyboard Shortcuts")
        app.key("Escape")
        app.gone("Keyboard Shortcuts")
        app.key("w", "control")
        self.assertEqual(0, app.process.wait(desktop.WAIT))
        self.assertEqual("", app.said())

    def test_main_menu_of_a_file_that_is_wrong(self):
        self.demo.write("headway.fleet", "[Fleet]\nColour=blue\n")
        app = self.open()
        app.see("This Fleet Cannot Be Opened")
        app.key("F10")
        app.see("Keyboard Shortcuts")
        app.key("Escape")
        app.gone("Keyboard Shortcuts")
        self.assertEqual(app.quit(), (0, ""))


if __name__ == "__main__":
    tap.main()
