#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Revisions that read rows run as programs: they too can be stopped, and what they did is told."""

import unittest

import shop
import tap
import workplace

REVISION = '''"""{name}"""
import time

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = {down!r}


def upgrade():
    {body}


def downgrade():
    pass
'''
COUNT = "n = op.get_bind().execute(sa.text('SELECT count(*) FROM goods')).scalar()\n    "
HAS_CHANGED = "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()" \
              " AND state = 'idle in transaction' AND query LIKE '%ADD COLUMN note%')"


class Programs(unittest.TestCase):
    def shop(self, body):
        """A shop with one row, at a1; b1 does @body after it has counted the rows."""
        place = shop.Shop(files={})
        self.addCleanup(place.close)
        place.write("migrations/alembic.ini", "[alembic]\nscript_location = script\n")
        place.write("migrations/script/env.py", "")
        for name, down, text in (("a1", None, "op.execute('CREATE TABLE goods (id int)')"),
                                 ("b1", "a1", COUNT + body)):
            place.write(f"migrations/script/versions/{name}.py",
                        REVISION.format(name=name, down=down, body=text))
        place.headway("fleet", "trust")
        place.headway("upgrade", "shop", "a1", "--yes")
        place.query("INSERT INTO goods VALUES (1)")
        return place

    def test_interrupted(self):
        place = self.shop("op.add_column('goods', sa.Column('note', sa.Text))\n    time.sleep(60 * n)")
        for _ in range(4):  # a signal comes at any moment
            process = place.start_headway("upgrade", "--yes")
            place.wait_for(place.database, HAS_CHANGED)
            status, output = workplace.interrupt(process)
            self.assertEqual(130, status, output)
            self.assertIn("rolled back, nothing of it was kept", output)
            self.assertEqual(["a1"], place.version())

    def test_surprise_stays(self):
        """It is seen only when it is committed, and so it is said and written down."""
        place = self.shop("if n > 0:\n        op.add_column('goods', sa.Column('odd', sa.Text))")
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("It is committed, but ", done.said)
        self.assertIn("column goods.odd is unexpected", done.said)
        self.assertIn("it is committed, and stays", done.said)
        self.assertNotIn("rolled back", done.said)
        self.assertNotIn("--allow-drift", done.said)
        self.assertEqual(["b1"], place.version())
        steps = place.headway_json("ledger", "shop")["steps"]
        self.assertEqual(["done", "done"], [step["event"] for step in steps])

    def test_what_it_sets_ends_with_it(self):
        """A role that may neither move the version nor write into the ledger."""
        place = self.shop("op.add_column('goods', sa.Column('note', sa.Text))\n"
                          "    op.execute('SET ROLE pg_monitor')\n"
                          "    op.execute('SET search_path = pg_catalog')")
        place.headway("upgrade", "--yes")
        self.assertEqual(["b1"], place.version())
        self.assertEqual("up-to-date", place.verdict(status=0))


if __name__ == "__main__":
    tap.main()
