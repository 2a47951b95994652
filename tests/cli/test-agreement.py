#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Headway says what Alembic says: heads, current, history and branches."""

import re

import demo
import tap

# Two branches from one base, one merged again, a third line that depends on the first.
TANGLE = {
    "a1": {"down_revision": None},
    "b1": {"down_revision": "a1"},
    "c1": {"down_revision": "a1", "branch_labels": ("side",)},
    "d1": {"down_revision": ("b1", "c1")},
    "e1": {"down_revision": "d1"},
    "f1": {"down_revision": "c1"},
    "z1": {"down_revision": None, "branch_labels": ("other",), "depends_on": "b1"},
    "z2": {"down_revision": "z1"},
}


def revision_file(revision, down_revision, branch_labels=None, depends_on=None, body="pass"):
    """The text of an Alembic revision."""
    return (
        f'"""Step {revision}\n\nCreate Date: 2024-01-01 00:00:00\n"""\n'
        f"from alembic import op\n\n"
        f"revision = {revision!r}\ndown_revision = {down_revision!r}\n"
        f"branch_labels = {branch_labels!r}\ndepends_on = {depends_on!r}\n\n\n"
        f"def upgrade():\n    {body}\n\n\ndef downgrade():\n    pass\n"
    )


class Agreement(demo.DemoCase):
    """The same questions to both programs."""

    def tangle(self):
        """Puts the tangled history in place of order's."""
        self.demo.shell("rm services/order/migrations/versions/*.py; rm -r services/order/snapshots")
        for revision, facts in TANGLE.items():
            self.demo.write(
                f"services/order/migrations/versions/{revision}.py",
                revision_file(revision, **facts, body=f"op.execute('CREATE TABLE {revision} ()')"),
            )
        self.demo.shell("new_database order")

    def ids(self, *arguments):
        """The revisions that Alembic names first in each line of its answer."""
        lines = self.demo.alembic("order", *arguments).splitlines()
        return sorted(line.split()[0] for line in lines if line and not line.startswith(" "))

    def history(self, service):
        return self.demo.headway_json("history", service)["revisions"]

    def test_heads(self):
        for service in demo.SERVICES:
            heads = self.demo.headway_json("heads", service)["services"]
            self.assertEqual([{"service": service, "heads": demo.HEADS[service], "error": None}], heads)
            self.assertIn(demo.HEADS[service][0] + " (head)", self.demo.alembic(service, "heads"))

    def test_heads_of_a_tangle(self):
        self.tangle()
        answer = self.demo.headway_json("heads", "order")["services"][0]["heads"]
        self.assertEqual(self.ids("heads"), sorted(answer))

    def test_branches(self):
        self.tangle()
        shown = self.demo.headway("branches", "order").stdout
        for revision in self.ids("branches"):
            self.assertIn(revision, shown)

    def test_history(self):
        for service in demo.SERVICES:
            ours = self.history(service)
            theirs = self.demo.alembic(service, "history").splitlines()
            for revision, line in zip(ours, theirs, strict=True):
                down = ", ".join(revision["down"]) or "<base>"
                self.assertTrue(line.startswith(f"{down} -> {revision['revision']}"), line)
                self.assertTrue(line.endswith(", " + revision["message"]), line)

    def test_history_gives_author_and_date(self):
        newest = self.history("order")[0]
        self.assertEqual("Maria Lindgren", newest["author"])
        self.assertTrue(newest["date"].startswith("2025-01-13"), newest["date"])
        self.assertTrue(newest["file"].endswith("005_kitchen_queue.py"), newest["file"])

    def test_history_of_a_tangle(self):
        self.tangle()
        ours = self.history("order")
        theirs = self.demo.alembic("order", "history").splitlines()
        downs = {}
        for line in theirs:
            down, revision = re.match(r"(.*) -> (\w+)", line).groups()
            downs[revision] = sorted(re.sub(r"<base>|\(.*\)", "", down).replace(",", " ").split())
        self.assertEqual(downs, {one["revision"]: sorted(one["down"]) for one in ours})
        seen = set()
        for one in reversed(ours):
            self.assertLessEqual(set(one["down"]) | set(one["depends_on"]), seen)
            seen.add(one["revision"])
        self.assertEqual({"side"}, set(next(o for o in ours if o["revision"] == "c1")["labels"]))

    def test_current(self):
        self.tangle()
        for target in ("c1", "heads"):
            self.demo.alembic("order", "upgrade", target)
            ours = self.demo.headway_json("current", "order")["services"][0]["current"]
            self.assertEqual(self.ids("current"), sorted(ours))

    def test_upgrade_ends_where_alembic_ends(self):
        self.tangle()
        self.demo.headway("upgrade", "order", "heads", "--yes")
        rows = self.demo.query("order", "SELECT version_num FROM alembic_version ORDER BY 1")
        tables = self.demo.definition("order")
        self.demo.shell("new_database order; migrate order upgrade heads")
        self.assertEqual(
            rows, self.demo.query("order", "SELECT version_num FROM alembic_version ORDER BY 1")
        )
        self.assertEqual(tables, self.demo.definition("order"))

    def test_side_by_side(self):
        """Headway goes up, Alembic down, and so on: each finds what it expects."""
        self.healthy("auth")
        self.demo.alembic("auth", "downgrade", "3f1c9a7d2b40")
        self.demo.headway("upgrade", "auth", "+1", "--yes")
        self.demo.alembic("auth", "upgrade", "+1")
        self.demo.headway("upgrade", "auth", "--yes")
        self.assertIn("5a9be1f07c6d (head)", self.demo.alembic("auth", "current"))
        self.demo.headway("downgrade", "auth", "-1", "--yes")
        self.assertIn("c47e03d9a812", self.demo.alembic("auth", "current"))
        self.demo.alembic("auth", "upgrade", "head")
        self.assertEqual(self.template.definition("auth"), self.demo.definition("auth"))

    def test_sql_is_what_alembic_runs(self):
        """The script of `headway sql`, run by psql, builds what `alembic upgrade` builds."""
        self.demo.shell("new_database restaurant")
        script = self.demo.headway("sql", "restaurant").stdout
        self.demo.write("script.sql", script)
        self.demo.shell('query restaurant -f "$demo/script.sql"')
        self.assertIn("9c06ea52b3d1 (head)", self.demo.alembic("restaurant", "current"))
        self.assertEqual(self.template.definition("restaurant"), self.demo.definition("restaurant"))

    def test_revision(self):
        """Alembic reads what `headway revision` and `headway merge` write."""
        self.demo.headway("revision", "auth", "-m", "Say \"hello\" to O'Hara")
        self.assertIn("Say \"hello\" to O'Hara", self.demo.alembic("auth", "history"))
        self.assertEqual(1, len(self.demo.alembic("auth", "heads").splitlines()))
        self.tangle()
        self.demo.headway("merge", "order", "-m", "Together")
        self.assertEqual(1, len(self.demo.alembic("order", "heads").splitlines()))

    def keep_version(self):
        self.demo.query("order", "DROP TABLE IF EXISTS before")
        self.demo.query("order", "CREATE TABLE before AS SELECT * FROM alembic_version")

    def test_stamp_keeps_other_branches(self):
        self.tangle()
        self.demo.alembic("order", "stamp", "a1")
        self.keep_version()
        for specification in "b1", "z1", "c1", "e1", "other@head", "f1", "base":
            with self.subTest(specification=specification):
                self.demo.alembic("order", "stamp", specification)
                rows = self.demo.query("order", "SELECT version_num FROM alembic_version ORDER BY 1")
                self.demo.query("order", "DELETE FROM alembic_version")
                self.demo.query("order", "INSERT INTO alembic_version SELECT * FROM before")
                self.demo.headway("stamp", "order", specification, "--yes")
                self.assertEqual(rows, self.demo.query(
                    "order", "SELECT version_num FROM alembic_version ORDER BY 1"))
                self.keep_version()


if __name__ == "__main__":
    tap.main()
