# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page in every look: light, dark, narrow, German, from right to left, with high contrast and
with large text. It takes too long to run with all other tests: run it by itself, in the environment
that tests/run makes. HW_SCREENSHOTS names a folder for the pictures, to be looked at by people; that
a page fits on the screen, and that each control has a name, is looked at here."""

import gettext
import os
import subprocess

import desktop
import tap

GHOST = "e7b1c55d9a20"
# A history with a branch that is merged again, and one that is not; each line: a revision, what it
# follows, and what it says.
KITCHEN = """\
k01  -        Stations of the kitchen
k02  k01      Dishes belong to a station
a03  k02      Allergens, as the law wants them
a04  a03      Allergens are printed on the ticket
b03  k02      Shifts of the staff
b04  b03      Who was on shift when a dish went out
m05  a04 b04  Both go on together
k06  m05      Stations can be closed for the night
k07  k06      Tickets remember their printer
r03  k02      Reports: how long a dish takes, by station, by day of the week and by the hour
r04  r03      Reports: only what was sold
"""


def make_revision(folder, line):
    name, follows, says = (part.strip() for part in (line[:5], line[5:14], line[14:]))
    down = None if follows == "-" else tuple(follows.split())
    (folder / f"{name}.py").write_text(
        f'"""{says}\n\nRevision ID: {name}\nCreate Date: 2025-0{name[2]}-1{name[2]} 09:30:00\n"""\n'
        f"from alembic import op\n\nrevision = {name!r}\ndown_revision = {down!r}\n\n\n"
        f'def upgrade():\n    op.execute("CREATE TABLE {name} (id bigint PRIMARY KEY)")\n\n\n'
        f'def downgrade():\n    op.execute("DROP TABLE {name}")\n', encoding="utf-8")


class TestLooks(desktop.DesktopCase):
    words = staticmethod(lambda text: text)  # as the app has it on screen
    look = None

    def prepare(self):
        """The incident, a second environment that is protected, and a history with branches."""
        self.healthy()
        for service, database in (("order", "later"), ("kitchen", "kitchen"), ("kitchen", "cooking")):
            name = self.demo.prefix + database
            template = self.template.prefix + service
            self.demo.run("createdb", name, *(["-T", template] if service == "order" else []))
            self.demo.databases.append(name)
        versions = self.demo.folder / "services/kitchen"
        versions.mkdir()
        for line in KITCHEN.splitlines():
            make_revision(versions, line)
        for database, rows in (("kitchen", ("b03", "a04")), ("cooking", (GHOST,))):
            self.demo.query(database, "CREATE TABLE alembic_version (version_num varchar(32))")
            for row in rows:
                self.demo.query(database, f"INSERT INTO alembic_version VALUES ('{row}')")
        self.demo.happen("volume-lost")
        here = f"Connection=host='{self.demo.environment['PGHOST']}' user=admin dbname="
        with open(self.demo.folder / "headway.fleet", "a", encoding="utf-8") as fleet:
            fleet.write(f"\n[Service kitchen]\nMigrations=services/kitchen\n"
                        f"\n[Environment staging]\nProtected=true\n")
            for title, database in (("order@staging", "later"), ("kitchen@local", "kitchen"),
                                    ("kitchen@staging", "cooking")):
                fleet.write(f"\n[Database {title}]\n{here}{self.demo.prefix}{database}\n")
        self.demo.headway("fleet", "trust")

    def page(self, name):
        """Looks at the page that is shown now."""
        self.app.wait("a name for each control", lambda: self.app.ask("unnamed") == [])
        self.app.picture(f"{self.look}/{name}")

    def press(self, text):
        self.app.press(self.words(text).replace("_", ""))

    def see(self, text):
        self.app.see(self.words(text).replace("_", ""))

    def open_another(self, path):
        """As from the file manager: the running app opens it."""
        subprocess.run([os.environ["HEADWAY_DESKTOP"], path], cwd=self.demo.folder,
                       env=self.app.environment, timeout=60, check=True)

    def show(self, service):
        self.app.key("Home", "alt")
        self.see("_Reconcile…")
        self.app.click(service)
        self.app.key("Return")
        self.app.see(f"{service}@")

    def tour(self, look, width=1100, **environment):
        self.look = look
        self.narrow = width < 600
        self.prepare()
        self.app = self.open_app(width, environment)
        self.beginnings()
        self.open_another("headway.fleet")
        self.overview()
        self.service()
        self.plan()
        self.windows()
        self.matrix()
        self.assertEqual(self.app.quit(), (0, ""))

    def open_app(self, width, environment):
        app = desktop.App(self.demo, [], width=width, **environment)
        self.addCleanup(app.close)
        return app

    def beginnings(self):
        """No fleet, a new one, and one whose file is wrong."""
        self.see("_New Fleet from a Folder…")
        self.page("welcome")
        self.demo.write("empty/nothing.txt", "")
        self.open_another("empty")
        self.see("No Services Found")
        self.page("new-fleet-nothing")
        self.demo.write("wrong.fleet", "[Fleet]\nName=Wrong\nColour=blue\n")
        self.open_another("wrong.fleet")
        self.see("This Fleet Cannot Be Opened")
        self.page("trouble")
        # The folder above: its fleet file lies elsewhere while it is looked at.
        fleet = self.demo.folder / "headway.fleet"
        fleet.rename(self.demo.folder / "aside")
        self.open_another(".")
        self.app.see("services/order")
        self.page("new-fleet")
        self.press("_Cancel")
        (self.demo.folder / "aside").rename(fleet)

    def overview(self):
        self.app.see("order")
        if self.narrow:  # from the list of services
            self.page("services")
            self.app.key("Home", "alt")
        self.see("_Reconcile…")
        self.page("overview")

    def matrix(self):
        self.app.key("Home", "alt")
        self.press("All Environments")
        self.app.see("order@staging")
        self.see("_Reconcile…")
        self.page("matrix")

    def service(self):
        self.show("kitchen")
        self.app.see("Shifts of the staff")
        self.page("timeline")
        self.show("order")
        self.page("timeline-order")
        self.press("Drift")
        self.app.see("order_events")
        self.page("drift")
        self.app.click("order_events")
        self.app.key("Return")
        self.app.see("CREATE TABLE public.order_events")
        self.page("drift-details")
        self.press("Schema")
        self.app.see("kitchen_queue")
        self.page("schema")
        self.press("Diagram")
        self.page("diagram")
        self.press("History")
        self.see("Nothing Was Done Here Yet")
        self.page("history-nothing")

    def plan(self):
        self.press("_Reconcile…")
        self.app.see("order@local: ")
        self.page("plan")
        self.hold("orders")
        self.press("_Apply")
        self.app.see("a long report")
        self.page("run-live")
        self.end_sessions("headway")
        self.see("_Plan Again")
        self.page("run-failed")
        self.end_sessions("a long report")
        self.press("_Plan Again")
        self.press("_Apply")
        self.see("The schema was found to be what it should be.")
        self.page("run-ended")
        self.press("Show _History")
        self.app.see("005")
        self.page("history")
        self.app.click(self.words("What to Do"))
        self.press("Roll _Back the Last Migration…")
        self.app.see("kitchen_queue")
        self.page("roll-back")

    def windows(self):
        """What stands in a window of its own."""
        app = self.app
        app.key(",", "control")
        self.see("Databases at once")
        self.page("preferences")
        app.key("Escape")
        app.gone(self.words("Databases at once"))
        app.key("?", "control")
        app.see("Alt")
        # GTK's own window, with an entry and buttons that have no name.
        app.picture(f"{self.look}/shortcuts")
        app.key("Escape")
        app.gone("Alt")

    def test_light(self):
        self.tour("light")

    def test_dark(self):
        self.tour("dark", ADW_DEBUG_COLOR_SCHEME="prefer-dark")

    def test_narrow(self):
        self.tour("narrow", width=360)

    def test_high_contrast(self):
        self.tour("high-contrast", ADW_DEBUG_HIGH_CONTRAST="1")

    def test_large_text(self):
        self.tour("large-text", text_scale=1.5)

    def german(self, look, **more):
        environment = self.locale("de_DE")
        texts = gettext.translation("headway", environment["HEADWAY_LOCALE_DIR"], ["de"])
        self.words = lambda text: texts.gettext(text)
        self.tour(look, **more, **environment)

    def test_german(self):
        self.german("german")

    def test_german_narrow(self):
        self.german("german-narrow", width=360)

    def test_right_to_left(self):
        self.tour("right-to-left", **self.right_to_left())


if __name__ == "__main__":
    tap.main()
