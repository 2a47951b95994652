# SPDX-License-Identifier: GPL-3.0-or-later
"""A demo fleet of one's own for tests: real databases, real Alembic, the built headway."""

import pathlib
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

    def __init__(self, cache=None):
        super().__init__(cache)
        self.databases = [self.prefix + service for service in SERVICES]
        self.environment |= {
            "demo_source": str(ROOT / "data/demo"),
            "demo": str(self.folder),
            "database_prefix": self.prefix,
        }
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


class DemoCase(unittest.TestCase):
    """Each test has a demo of its own; healthy() is copied from one that Alembic made once."""

    maxDiff = None
    template = None

    @classmethod
    def setUpClass(cls):
        cls.template = Demo()
        cls.template.shell("make_healthy")
        cls.template.headway("fleet", "trust")

    @classmethod
    def tearDownClass(cls):
        cls.template.close()

    def setUp(self):
        self.demo = Demo(cache=self.template.folder / "cache")
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
