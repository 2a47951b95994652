# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords in the window: asked for, tried at once, stored, found again after a restart."""

import desktop
import tap
from guarded import MARK, Guarded


class TestPassword(Guarded):
    def open(self, **more):
        app = desktop.App(self.place, ["headway.fleet"], **more)
        self.addCleanup(app.close)
        return app

    def ask(self, app):
        app.see("wants a password")
        app.press("Enter Password…")
        app.see("The server wants a password for shop@local")

    def test_stored(self):
        app = self.open(keyring=True)
        self.ask(app)
        app.picture("password")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.type("Password", "something else")
        app.press("Connect")
        app.see("does not take this password")
        app.picture("password-wrong")
        app.type("Password", MARK)
        app.press("Connect")
        app.see("is empty")
        self.assertEqual(app.quit(), (0, ""))
        app.start("headway.fleet")
        app.see("is empty")
        self.assertEqual(app.quit(), (0, ""))

    def test_kept_until_the_end(self):
        app = self.open(keyring=True)
        self.ask(app)
        app.click("Remember")
        app.type("Password", MARK)
        app.press("Connect")
        app.see("is empty")
        self.assertEqual(app.quit(), (0, ""))
        app.start("headway.fleet")
        app.see("wants a password")

    def test_role_that_is_missing(self):
        """The server says the same as of a wrong password; the way to make the role is there too."""
        self.fleet(old="dbname=shop user=keeper", new="dbname=branch user=cashier")
        app = self.open(keyring=True)
        app.see("wants a password")
        app.press("Enter Password…")
        app.see("If there is no such role yet")
        app.picture("password-or-role")
        self.assertEqual(app.ask("unnamed"), [], app.tree())
        app.click("Create Role and Database…", role="label")
        app.see("Made By")
        app.type("Role (empty: the connection's own)", "admin")
        app.see("CREATE DATABASE branch OWNER cashier;")
        app.type("Their password (empty: none)", MARK)
        app.picture("create-database-and-role")
        app.press("Create")
        app.see("is empty")
        self.assertEqual(app.quit(), (0, ""))
        self.base.sql("postgres", "DROP DATABASE branch WITH (FORCE)")
        self.base.sql("postgres", "DROP ROLE cashier")


if __name__ == "__main__":
    tap.main()
