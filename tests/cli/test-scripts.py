#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts for psql: what `headway sql` and `headway plan --sql` write does what `headway upgrade`
does, or is refused."""

import unittest

import shop
import tap

PAIRS = {
    "1_goods.up.sql": "CREATE TABLE goods (id integer PRIMARY KEY);\n",
    "2_price.up.sql": "ALTER TABLE goods ADD COLUMN price numeric;\n",
    "2_price.down.sql": "ALTER TABLE goods DROP COLUMN price;\n",
}
READING = {
    "a1.py": '"""Goods"""\nfrom alembic import op\nrevision = "a1"\ndown_revision = None\n\n\n'
             'def upgrade():\n    op.execute("CREATE TABLE goods (id int, old text, new text)")\n\n\n'
             'def downgrade():\n    op.execute("DROP TABLE goods")\n',
    "a2.py": '"""Rewrite"""\nfrom alembic import op\nimport sqlalchemy as sa\n'
             'revision = "a2"\ndown_revision = "a1"\n\n\n'
             "def upgrade():\n    connection = op.get_bind()\n"
             '    for id, old in connection.execute(sa.text("SELECT id, old FROM goods")).fetchall():\n'
             '        connection.execute(sa.text("UPDATE goods SET new = :new WHERE id = :id"),\n'
             '                           {"new": old.upper(), "id": id})\n'
             '    op.drop_column("goods", "old")\n\n\n'
             "def downgrade():\n"
             '    op.add_column("goods", sa.Column("old", sa.Text))\n',
}
INDEXED = {
    **shop.FIRST,
    "003_index.sql": "ALTER TABLE goods ADD COLUMN note text;\n"
                     "CREATE INDEX CONCURRENTLY goods_name ON goods (name);\n",
}


class Scripts(unittest.TestCase):
    def place(self, files):
        place = shop.Shop(files=files)
        self.addCleanup(place.close)
        return place

    def load(self, place, script):
        """By psql, which stops at the first error."""
        place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", place.database, input=script)

    def test_what_reads_rows_is_no_script(self):
        place = self.place(READING)
        for arguments in (("sql", "shop"), ("sql", "shop", "a1:a2")):
            refused = place.headway(*arguments, status=4)
            self.assertEqual("", refused.stdout)
            self.assertIn("Revision a2 reads rows", refused.stderr)
            self.assertIn("headway upgrade shop", refused.stderr)
        answer = place.headway_json("sql", "shop", status=4)
        self.assertEqual("refused", answer["error"]["code"])
        self.load(place, place.headway("sql", "shop", "a1").stdout)
        self.assertEqual(["a1"], place.version())
        self.assertIn('ADD COLUMN "old"', place.headway("sql", "shop", "a2:a1").stdout)

    def test_json(self):
        place = self.place(INDEXED)
        answer = place.headway_json("sql", "shop", "001:003")
        steps = answer.pop("steps")
        self.assertEqual({"service": "shop", "from": ["001"], "to": ["003"]}, answer)
        planned = place.headway_json("plan", status=None)["steps"][1:]
        for number, (step, plan) in enumerate(zip(steps, planned, strict=True), start=1):
            self.assertEqual(number, step["number"])
            for field in ("action", "revision", "text", "from", "to", "sql", "risk"):
                self.assertEqual(plan[field], step[field], field)
        self.assertEqual([True, False], [step["transactional"] for step in steps])
        self.assertIn("002", " ".join(steps[0]["version_sql"]))

    def test_all_of_a_history(self):
        place = self.place(INDEXED)
        self.load(place, place.headway("sql", "shop").stdout)
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_planned(self):
        for files in (INDEXED, PAIRS):
            with self.subTest(sorted(files)):
                place = self.place(files)
                self.load(place, place.headway("plan", "--sql", status=1).stdout)
                self.assertEqual("up-to-date", place.verdict(status=0))

    def test_planned_after_something_by_hand(self):
        """What is there already stands in comments, and a repair makes no version table."""
        place = self.place(INDEXED)
        place.headway("upgrade", "shop", "001", "--yes")
        place.query("ALTER TABLE goods ADD COLUMN price numeric NOT NULL DEFAULT 0;"
                    " ALTER TABLE goods DROP COLUMN name")
        self.load(place, place.headway("plan", "--sql", status=1).stdout)
        self.assertEqual("up-to-date", place.verdict(status=0))

    def test_planned_and_refused(self):
        place = self.place(PAIRS)
        place.headway("upgrade", "--yes")
        self.assertIn("DROP COLUMN price",
                      place.headway("plan", "shop", "--to", "-1", "--sql", status=1).stdout)
        refused = place.headway("plan", "shop", "--to", "base", "--sql", status=4)
        self.assertEqual("", refused.stdout)
        self.assertIn("shop@local is left out: Revision 1 of shop has no downgrade", refused.stderr)
        self.assertIn("→", refused.stderr)

    def test_planned_as_far_as_it_is_a_script(self):
        place = self.place(READING)
        planned = place.headway("plan", "--sql", status=4)
        self.assertIn("step 2 and what follows it is left out", planned.stderr)
        self.load(place, planned.stdout)
        self.assertEqual(["a1"], place.version())


if __name__ == "__main__":
    tap.main()
