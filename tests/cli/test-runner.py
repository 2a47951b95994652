#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the code of a service lives only in a pod, its revisions run there."""

import unittest

import shop
import tap

HEADER = '"""{0}"""\nfrom alembic import op\nimport sqlalchemy as sa\n{3}\nrevision = "{0}"\n' \
         "down_revision = {1}\n\n\ndef upgrade():\n    {2}\n\n\ndef downgrade():\n    pass\n"
# What `kubectl exec` does, as far as it matters: it runs the rest in a place that has modules of its
# own and where the project does not lie, and hands standard input on only with -i.
KUBECTL = """#!/bin/sh
[ "$1" = exec ] || exit 97
shift
input=/dev/null
[ "$1" = -i ] && {{ shift; input=/dev/stdin; }}
[ "$1 $2" = "deploy/shop --" ] || exit 98
shift 2
cd {pod} && sed -u 's#{folder}/migrations#/nowhere#g' <$input | "$@"
"""


class Runner(unittest.TestCase):
    def setUp(self):
        self.place = shop.Shop(files={})
        self.addCleanup(self.place.close)
        self.place.write("migrations/alembic.ini", "[alembic]\nscript_location = script\n")
        self.place.write("migrations/script/env.py", "")
        self.revision("a1", None, "op.execute('CREATE TABLE goods (id int)')")
        self.revision("b1", "a1", "op.add_column('goods', sa.Column(only_there.NAME, sa.Integer))",
                      "import only_there")
        self.revision("c1", "b1", "op.get_bind().execute(sa.text('SELECT * FROM goods')).fetchall()\n"
                                  "    op.add_column('goods', sa.Column(only_there.NAME + '_too', sa.Text))",
                      "import only_there")
        self.place.write("pod/only_there.py", "NAME = 'weight'\n")
        self.place.write("kubectl", KUBECTL.format(pod=self.place.folder / "pod",
                                                   folder=self.place.folder))
        (self.place.folder / "kubectl").chmod(0o755)

    def revision(self, name, down, body, imports=""):
        self.place.write(f"migrations/script/versions/{name}_x.py",
                         HEADER.format(name, repr(down), body, imports))

    def use(self, runner):
        path = self.place.folder / "headway.fleet"
        path.write_text(path.read_text().replace(
            "Migrations=migrations\n", f"Migrations=migrations\nRunner={runner}\n"))

    def columns(self):
        return [row[0] for row in self.place.query(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'goods'::regclass AND attnum > 0 "
            "ORDER BY attnum")]

    def test_without(self):
        """What the revisions need is not here."""
        done = self.place.headway("upgrade", "--yes", "--trust", status=None)
        self.assertIn("only_there", done.said)

    def test_trust(self):
        """A runner is a program of the fleet file like any other."""
        self.use(f"{self.place.folder}/kubectl exec -i deploy/shop --")
        done = self.place.headway("upgrade", "--yes", status=None)
        self.assertIn("headway fleet trust", done.said)

    def test_upgrade(self):
        self.use(f"{self.place.folder}/kubectl exec -i deploy/shop --")
        self.place.headway("upgrade", "--yes", "--trust")
        self.assertEqual(["id", "weight", "weight_too"], self.columns())
        self.assertEqual("up-to-date", self.place.verdict())

    def test_no_input(self):
        """Without its -i the pod hears nothing."""
        self.use(f"{self.place.folder}/kubectl exec deploy/shop --")
        done = self.place.headway("upgrade", "--yes", "--trust", status=None)
        self.assertNotIn(done.returncode, (0, 1))
        self.assertIn("kubectl exec -i", done.said)

    def test_no_program(self):
        self.use(f"{self.place.folder}/nothing exec -i deploy/shop --")
        done = self.place.headway("upgrade", "--yes", "--trust", status=None)
        self.assertNotIn(done.returncode, (0, 1))
        self.assertIn("nothing exec -i deploy/shop --", done.said)


if __name__ == "__main__":
    tap.main()
