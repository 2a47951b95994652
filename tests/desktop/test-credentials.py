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


if __name__ == "__main__":
    tap.main()
