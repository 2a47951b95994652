# SPDX-License-Identifier: GPL-3.0-or-later
"""A demo fleet of one's own for tests: real databases, real Alembic, the built headway."""

import fcntl
import itertools
import os
import pathlib
import tempfile
import unittest

import workplace

ROOT = pathlib.Path(__file__).parents[2]
SERVICES = ("auth", "restaurant", "customer", "order")
HEADS = {
    "auth": ["5a9be1f07c6d"],
    "restaurant": ["9c06ea52b3d1"],
    "customer": ["f83b6d91a05c"],
    "order": ["005"],
}


class Demo(workplace.Workplace):
    """A folder with the demo's fleet, and its databases."""

    def __init__(self, cache=None, folder=None, prefix=None):
        super().__init__(cache, folder, prefix)
        self.databases = [self.prefix + service for service in SERVICES]
        self.environment |= {
            "demo_source": str(ROOT / "data/demo"),
            "demo": str(self.folder),
            "database_prefix": self.prefix,
        }
        if not (self.folder / "services").exists():
            self.shell("make_fleet")

    def shell(self, code):
        """Shell code with the functions of data/demo/fleet.sh."""
        return self.run("sh", "-euc", '. "$demo_source/fleet.sh"\n' + code).stdout

    def happen(self, incident):
        self.shell(f"load_incident {incident}; happen")

    def query(self, service, sql):
        return self.sql(self.prefix + service, sql)

    def value(self, service, sql):
        """The one value of a query, as text."""
        return self.query(service, sql)[0][0]

    def alembic(self, service, *arguments):
        return self.shell(f"migrate {service} " + " ".join(arguments))

    def definition(self, service):
        """What pg_dump says of the schema, without Headway's own and the order of columns."""
        dump = self.run(
            "pg_dump", "--schema-only", "--exclude-schema=headway", self.prefix + service
        ).stdout
        lines = (line.strip().rstrip(",") for line in dump.splitlines())
        return sorted(
            line for line in lines if line and not line.startswith(("--", "\\", "SET ", "SELECT "))
        )


def get_place():
    """What the tests on one server share: it goes with the folder for temporary files."""
    server = os.environ["HW_TEST_PGHOST"].strip("/").replace("/", "-")
    place = pathlib.Path(tempfile.gettempdir()) / f"demo-of-{server}"
    place.mkdir(mode=0o711, exist_ok=True)
    return place


def get_template():
    """The healthy demo, with rows, which the first test on a server has Alembic make."""
    place = get_place()
    with open(place / "template.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = Demo(folder=place / "template", prefix="demo_template_")
        if not (place / "template.made").exists():
            template.shell("make_healthy")
            template.headway("fleet", "trust")
            (place / "template.made").touch()
    return template


class Slot:
    """A folder for one demo after the other, by one program at a time: what is known of histories
    is known by their path, so that nothing need be replayed that was before."""

    def __init__(self):
        for number in itertools.count():
            self.folder = get_place() / f"slot-{number}"
            self.folder.mkdir(mode=0o711, exist_ok=True)
            self.lock = open(self.folder / "lock", "w", encoding="utf-8")
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                self.lock.close()

    def new_demo(self):
        return Demo(cache=self.folder / "cache", folder=self.folder / "demo")


class DemoCase(unittest.TestCase):
    """Each test has a demo of its own; healthy() is copied from one that Alembic made once."""

    maxDiff = None
    template = slot = None

    @classmethod
    def setUpClass(cls):
        cls.template = get_template()
        cls.slot = Slot()
        cls.addClassCleanup(cls.slot.lock.close)

    def setUp(self):
        self.demo = self.slot.new_demo()
        self.addCleanup(self.demo.close)
        self.demo.headway("fleet", "trust")

    def healthy(self, *services):
        """Makes these databases (all when none is named) healthy, with rows."""
        for service in services or SERVICES:
            name = self.template.prefix + service
            self.demo.run("createdb", "-T", name, self.demo.prefix + service)

    def verdicts(self, status=None):
        """Each service's verdict, as `headway status` has it."""
        answer = self.demo.headway_json("status", status=status)
        return {row["service"]: row["verdict"] for row in answer["databases"]}

    def assert_mended(self, heads=None):
        """Every database is at head by Headway, Alembic and pg_dump."""
        clean = dict.fromkeys(SERVICES, "up-to-date")
        self.assertEqual(clean, self.verdicts(status=0))
        for service in SERVICES:
            rows = self.demo.query(service, "SELECT version_num FROM alembic_version")
            self.assertEqual([(heads or HEADS)[service]], rows)
            if heads is None:
                self.assertEqual(
                    self.template.definition(service), self.demo.definition(service), service
                )

    def place_order(self):
        done = self.demo.run(
            "psql", "-Xq", "-d", self.demo.prefix + "order", "-f", "services/order/place-order.sql",
            check=False,
        )
        return done.returncode == 0
