#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Revisions that take something from where and when they run: each database gets its own."""

import unittest

import tap
import workplace

REVISION = '''
"""Step {revision}"""
import os
import uuid
from alembic import op
import sqlalchemy as sa
revision = {revision!r}
down_revision = {down!r}

def upgrade():
    {body}

def downgrade():
    pass
'''
FLEET = '''
[Service shop]
Migrations=alembic.ini
Python=/usr/bin/python3

[Database shop@one]
Connection=host={host} dbname={prefix}one

[Database shop@two]
Connection=host={host} dbname={prefix}two
'''


class Programs(unittest.TestCase):
    def setUp(self):
        self.place = workplace.Workplace()
        self.addCleanup(self.place.close)
        for name in ("one", "two"):
            self.place.databases.append(self.place.prefix + name)
            self.place.run("createdb", "--maintenance-db=postgres", self.place.prefix + name)
        self.place.write("alembic.ini", "[alembic]\nscript_location = migrations\n")
        self.place.write("migrations/env.py", "target_metadata = None\n")
        self.place.write("headway.fleet", FLEET.format(
            host=self.place.environment["PGHOST"], prefix=self.place.prefix))

    def revisions(self, *bodies):
        for number, body in enumerate(bodies, 1):
            down = f"{number - 1:03}" if number > 1 else None
            self.place.write(f"migrations/versions/{number:03}.py", REVISION.format(
                revision=f"{number:03}", down=down, body="\n    ".join(body)))
        self.place.headway("fleet", "trust")

    def upgrade(self, name, person):
        environment = {**self.place.environment, "PERSON": person}
        self.place.headway("upgrade", f"shop@{name}", "--yes", env=environment)
        database = self.place.prefix + name
        [row] = self.place.sql(database, "SELECT key, person FROM t")
        [[settings]] = self.place.sql(database, "SELECT setconfig FROM pg_db_role_setting"
                                      " WHERE setdatabase = (SELECT oid FROM pg_database"
                                      " WHERE datname = current_database())")
        self.assertEqual("{work_mem=5MB}", settings)
        return row

    def test_each_database_gets_its_own(self):
        self.revisions(
            ['op.execute("CREATE TABLE t (key text, person text)")',
             'name = op.get_bind().execute(sa.text("SELECT current_database()")).scalar()',
             'op.execute("ALTER DATABASE %s SET work_mem = \'5MB\'" % name)'],
            ['op.execute("INSERT INTO t VALUES (\'%s\', \'%s\')" % ('
             'uuid.uuid4(), os.environ.get("PERSON")))'])
        self.place.headway("status", status=1)
        first, second = self.upgrade("one", "Ada"), self.upgrade("two", "Ben")
        self.assertEqual(("Ada", "Ben"), (first[1], second[1]))
        self.assertNotEqual(first[0], second[0])


if __name__ == "__main__":
    tap.main()
