#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands about histories: current, heads, branches, history, show, revision, merge."""

import json

import demo
import tap

NEW_HEAD = '"""Fork"""\nrevision = "fork"\ndown_revision = {down!r}\n' \
           "def upgrade(): pass\ndef downgrade(): pass\n"


class HistoryCommands(demo.DemoCase):
    """What each prints, and what it refuses."""

    def fork(self, service="auth"):
        """Gives the service a second head, from the revision below its head."""
        revisions = self.demo.headway_json("history", service)["revisions"]
        self.demo.write(
            f"services/{service}/migrations/versions/fork.py",
            NEW_HEAD.format(down=revisions[1]["revision"]),
        )
        return revisions

    def error(self, *arguments, status=2):
        return json.loads(self.demo.headway(*arguments, "--json", status=status).stdout)["error"]

    def test_heads(self):
        revisions = self.fork()
        heads = self.demo.headway_json("heads", "auth")["services"]
        self.assertEqual([{"service": "auth", "heads": [revisions[0]["revision"], "fork"],
                           "error": None}], heads)
        text = self.demo.headway("heads").stdout
        for service in demo.SERVICES:
            self.assertIn(demo.HEADS[service][0], text)

    def test_branches(self):
        self.assertIn("one line", self.demo.headway("branches", "auth").stdout)
        revisions = self.fork()
        branches = self.demo.headway_json("branches", "auth")["branches"]
        self.assertEqual(revisions[1]["revision"], branches[0]["revision"])
        self.assertEqual({"fork", revisions[0]["revision"]}, set(branches[0]["next"]))

    def test_show(self):
        text = self.demo.headway("show", "order", "005").stdout
        for words in ("005 (head)", "Maria Lindgren", "005_kitchen_queue.py"):
            self.assertIn(words, text)
        for specification in ("head", "005", "004+1"):
            shown = self.demo.headway_json("show", "order", specification)["revisions"]
            self.assertEqual(["005"], [one["revision"] for one in shown], specification)

    def test_current(self):
        self.demo.happen("empty")
        rows = self.demo.headway_json("current", "auth")["services"]
        self.assertEqual(
            [{"service": "auth", "environment": "local", "current": [], "error": None}], rows
        )

    def test_current_phantom(self):
        self.healthy("auth")
        self.demo.query("auth", "UPDATE alembic_version SET version_num = 'feed'")
        rows = self.demo.headway_json("current", "auth", status=1)["services"]
        self.assertEqual(["feed"], rows[0]["current"])
        self.assertIn("(unknown)", self.demo.headway("current", "auth", status=1).stdout)

    def test_revision(self):
        written = self.demo.headway_json("revision", "auth", "-m", "Next", "--rev-id", "next")
        self.assertEqual(demo.HEADS["auth"], written["down"])
        self.assertTrue(written["file"].endswith("_next.py"), written)
        heads = self.demo.headway_json("heads", "auth")["services"]
        self.assertEqual(["next"], heads[0]["heads"])

    def test_revision_refusals(self):
        self.assertEqual("usage", self.error("revision", "auth")["code"])
        self.assertEqual("not-found", self.error("revision", "auth", "-m", "x", "--head", "zz")["code"])
        self.assertEqual("usage", self.error("merge", "auth", "-m", "x")["code"])
        self.fork()
        error = self.error("revision", "auth", "-m", "x")
        self.assertEqual("ambiguous", error["code"])
        self.assertIn("headway merge", error["hint"])

    def test_merge(self):
        revisions = self.fork()
        written = self.demo.headway_json("merge", "auth", "-m", "Join")
        self.assertEqual([revisions[0]["revision"], "fork"], written["down"])
        heads = self.demo.headway_json("heads", "auth")["services"][0]["heads"]
        self.assertEqual(1, len(heads))
        self.assertIn(f"{heads[0]} (head)", self.demo.alembic("auth", "heads"))

    def test_downgrade_keeps_to_its_branch(self):
        """-1 takes back its own line down to a branch point, as Alembic does; never the sibling."""
        self.demo.shell("rm services/auth/migrations/versions/*.py")
        for name, down in (("root", None), ("left", "root"), ("right", "root"), ("leaf", "right")):
            self.demo.write(
                f"services/auth/migrations/versions/{name}.py",
                NEW_HEAD.replace('"fork"', repr(name)).format(down=down),
            )
        self.demo.shell("new_database auth")
        self.demo.alembic("auth", "upgrade", "heads")
        self.demo.headway("downgrade", "auth", "leaf@root", "--yes")
        rows = self.demo.query("auth", "SELECT version_num FROM alembic_version")
        self.assertEqual([["left"]], rows)
        refused = self.demo.headway("downgrade", "auth", "leaf", "--yes", status=2)
        self.assertIn("nothing above it on its branch", refused.stdout + refused.stderr)
        self.demo.headway("upgrade", "auth", "leaf", "--yes")
        refused = self.demo.headway("downgrade", "auth", "-1", "--yes", status=2)
        self.assertIn("could be any of leaf, left", refused.stdout + refused.stderr)
        self.demo.headway("downgrade", "auth", "left@-1", "--yes")
        self.assertEqual(
            [["leaf"]], self.demo.query("auth", "SELECT version_num FROM alembic_version")
        )

    def test_revision_from_drift(self):
        """A change made by hand becomes a revision: stamped with it, the database has no drift."""
        self.healthy("auth")
        self.assertEqual("usage", self.error("revision", "auth", "--from-drift", "-m", "x")["code"])
        self.demo.query("auth", "CREATE TABLE notes (id int PRIMARY KEY, body text DEFAULT 'a:b')")
        self.demo.query("auth", "CREATE INDEX notes_by_body ON notes (body)")
        self.assertEqual("drifted", self.verdicts(status=None)["auth"])
        self.demo.headway("revision", "auth", "--from-drift", "-m", "Keep notes", "--rev-id", "drift")
        self.demo.headway("stamp", "auth", "drift", "--yes")
        self.assertEqual("up-to-date", self.verdicts(status=None)["auth"])
        by_hand = self.demo.definition("auth")
        self.demo.headway("downgrade", "auth", "-1", "--yes")
        self.assertEqual(self.template.definition("auth"), self.demo.definition("auth"))
        self.demo.alembic("auth", "upgrade", "head")
        self.assertEqual(by_hand, self.demo.definition("auth"))


if __name__ == "__main__":
    tap.main()
