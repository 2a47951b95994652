# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases whose unqualified names go elsewhere than to public: expected is what is made there."""

import tempfile
import unittest

import shop
import tap

ENV = """
import os
from alembic import context
from sqlalchemy import create_engine

engine = create_engine("postgresql://", connect_args={"dbname": os.environ["DATABASE"]})
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
INI = "[alembic]\nscript_location = migrations\n"


def revision(name, down, up, back="pass"):
    return (
        "from alembic import op\nimport sqlalchemy as sa\n\n"
        f"revision = {name!r}\ndown_revision = {down!r}\nbranch_labels = depends_on = None\n"
        'SCHEMA = "app"\n\n\n'
        f"def upgrade():\n    {up}\n\n\ndef downgrade():\n    {back}\n"
    )


R1 = revision("r1", None, "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))",
              "op.drop_table('t')")
R2 = revision("r2", "r1", "op.add_column('t', sa.Column('x', sa.Integer))",
              "op.drop_column('t', 'x')")
ALEMBIC = {"versions/r1.py": R1, "versions/r2.py": R2, "env.py": ENV}
TABLES = ("SELECT relnamespace::regnamespace::text, relname FROM pg_class WHERE relkind = 'r'"
          " AND relnamespace::regnamespace::text IN ('app', 'public', 'tenant', 'one', 'two')"
          " ORDER BY 1, 2")


class SearchPath(unittest.TestCase):
    # One cache, and so one private server, for all.
    cache = tempfile.TemporaryDirectory(prefix="hw-cli-cache-")

    @classmethod
    def tearDownClass(cls):
        cls.cache.cleanup()

    def place(self, files, path=None, **more):
        place = shop.Shop(files=files, cache=self.cache.name, **more)
        self.addCleanup(place.close)
        place.write("alembic.ini", INI)
        if path is not None:
            place.query(f'CREATE SCHEMA app; ALTER DATABASE "{place.database}"'
                        f" SET search_path = {path}")
        return place

    def alembic(self, place, *arguments):
        place.run("alembic", *arguments, env={**place.environment, "DATABASE": place.database})

    def clean(self, place):
        """Also when it is looked at once more, from what was kept."""
        for _ in range(2):
            self.assertEqual("up-to-date", place.verdict(status=0))

    def test_made_by_alembic(self):
        place = self.place(ALEMBIC, "app")
        self.alembic(place, "upgrade", "r1")
        self.assertEqual("behind", place.verdict(status=1))
        place.headway("reconcile", "--yes")
        self.clean(place)
        self.assertEqual([["app", "alembic_version"], ["app", "t"]], place.query(TABLES))
        place.headway("downgrade", "shop", "-1", "--yes")
        self.alembic(place, "upgrade", "head")
        self.clean(place)

    def test_made_by_headway(self):
        place = self.place(ALEMBIC, "app, public")
        self.assertEqual("empty", place.verdict(status=1))
        place.headway("upgrade", "--yes")
        self.clean(place)
        self.assertEqual([["app", "alembic_version"], ["app", "t"]], place.query(TABLES))
        place.query("ALTER TABLE app.t DROP x")
        found = place.headway_json("drift", status=1)["databases"][0]["differences"]
        self.assertEqual([("missing", "x")], [(d["change"], d["name"]) for d in found])
        place.headway("reconcile", "--yes")
        place.headway("downgrade", "shop", "base", "--yes")
        self.assertEqual("empty", place.verdict(status=1))
        place.headway("upgrade", "--yes")
        self.clean(place)

    def test_given_by_the_connection(self):
        """Two databases of one service, each with a search_path of its own."""
        place = self.place(ALEMBIC)
        other = place.prefix + "other"
        place.databases.append(other)
        place.run("createdb", "--maintenance-db=postgres", other)
        place.sql(other, "CREATE SCHEMA tenant")
        host = place.environment["PGHOST"]
        place.write(
            "headway.fleet",
            "[Service shop]\nMigrations=migrations\n\n"
            f"[Database shop@plain]\nConnection=host='{host}' dbname='{place.database}'\n\n"
            f"[Database shop@tenant]\nConnection=host='{host}' dbname='{other}'"
            " options='-c search_path=tenant'\n",
        )
        place.headway("fleet", "trust")
        place.headway("upgrade", "--yes")
        for _ in range(2):
            rows = place.headway_json("status")["databases"]
            self.assertEqual(["up-to-date"] * 2, [row["verdict"] for row in rows])
        self.assertEqual([["public", "alembic_version"], ["public", "t"]], place.query(TABLES))
        self.assertEqual([["tenant", "alembic_version"], ["tenant", "t"]],
                         place.sql(other, TABLES))

    def test_schema_of_the_role(self):
        place = self.place(ALEMBIC)
        place.query("CREATE SCHEMA AUTHORIZATION CURRENT_USER")
        self.alembic(place, "upgrade", "r1")
        place.headway("upgrade", "--yes")
        self.clean(place)
        self.assertEqual([[place.environment["PGUSER"]]], place.query(
            "SELECT relnamespace::regnamespace FROM pg_class WHERE relname = 't'"))

    def test_version_table_is_named(self):
        place = self.place(ALEMBIC, settings="")
        place.query("CREATE SCHEMA tenant")
        at = f"host='{place.environment['PGHOST']}' dbname='{place.database}'"
        place.write("headway.fleet", "[Service shop]\nMigrations=migrations\n"
                    "VersionTable=tenant.alembic_version\n\n[Database shop@local]\n"
                    f"Connection={at} options='-c search_path=tenant'\n")
        place.headway("fleet", "trust")
        place.headway("upgrade", "--yes")
        self.clean(place)
        self.assertEqual([["tenant", "alembic_version"], ["tenant", "t"]], place.query(TABLES))

    def test_version_table_is_elsewhere(self):
        """Without VersionTable= it is not found where env.py put it, but it is seen there."""
        place = self.place(ALEMBIC)
        place.query("CREATE SCHEMA tenant; SET search_path = tenant;"
                    "CREATE TABLE t (id serial PRIMARY KEY);"
                    "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);"
                    "INSERT INTO alembic_version VALUES ('r1')")
        row = place.headway_json("status", status=1)["databases"][0]
        self.assertEqual("unversioned", row["verdict"])
        self.assertIn("there is tenant.alembic_version", row["sentence"])
        for said in row["remedy"], place.headway("upgrade", "--yes", status=4).said:
            self.assertIn("VersionTable=tenant.alembic_version in [Service shop]", said)
        fleet = place.folder / "headway.fleet"
        fleet.write_text(fleet.read_text().replace(
            "[Service shop]", "[Service shop]\nVersionTable=tenant.alembic_version"))
        self.assertEqual(["r1"], place.version())
        place.query("DROP TABLE tenant.alembic_version")
        self.assertNotIn("VersionTable", place.headway("status", status=1).said)

    def made_by_a_revision(self, first, down):
        """A place on whose search_path is a schema that the second revision makes and drops so."""
        place = self.place({
            "versions/r1.py": R1,
            "versions/r2.py": revision("r2", "r1", first, down),
            "versions/r3.py": revision("r3", "r2", "op.execute('CREATE TABLE u ()')",
                                       "op.execute('DROP TABLE u')"),
            "env.py": ENV,
        })
        place.query(f'ALTER DATABASE "{place.database}" SET search_path = app, public')
        place.headway("upgrade", "--yes")
        self.clean(place)
        self.assertEqual([["app", "u"], ["public", "alembic_version"], ["public", "t"]],
                         place.query(TABLES))
        place.headway("downgrade", "shop", "base", "--yes")
        return place

    def test_made_by_a_revision(self):
        """What the history makes itself is not given: what came before went elsewhere."""
        place = self.made_by_a_revision("op.execute('CREATE SCHEMA app')",
                                        "op.execute('DROP SCHEMA app')")
        self.assertEqual("empty", place.verdict(status=1))

    def test_made_by_a_revision_in_other_words(self):
        for first in ("op.execute(f'CREATE SCHEMA {SCHEMA}')",
                      "op.execute('create schema if not exists app')",
                      "op.execute(sa.schema.CreateSchema(SCHEMA))",
                      "op.execute(sa.schema.CreateSchema('app'))"):
            with self.subTest(first):
                self.made_by_a_revision(first, "op.execute('DROP SCHEMA IF EXISTS app')")

    def test_made_sure_of_by_a_revision(self):
        """What is there before is there even if a revision would make it: nothing else could go."""
        place = self.place({
            "versions/r1.py": R1,
            "versions/r2.py": revision("r2", "r1",
                                       "op.execute('CREATE SCHEMA IF NOT EXISTS app')"),
            "env.py": ENV,
        }, "app")
        place.headway("upgrade", "--yes")
        self.clean(place)
        place.headway("downgrade", "shop", "base", "--yes")
        self.assertEqual("empty", place.verdict(status=1))

    def test_on_the_same_server(self):
        """The shadow is a database beside the live one, made by a role that is no superuser."""
        place = self.place(ALEMBIC)
        role = place.prefix + "maker"
        place.query(f"CREATE ROLE {role} LOGIN CREATEDB; CREATE SCHEMA app AUTHORIZATION {role};"
                    f'GRANT CREATE ON DATABASE "{place.database}" TO {role}')
        self.addCleanup(place.run, "psql", "-Xqc", f"DROP ROLE {role}", "postgres")
        self.addCleanup(place.query, f"DROP OWNED BY {role} CASCADE")
        for setting in ("options='-c search_path=app'", ""):
            place.write(
                "headway.fleet",
                "[Fleet]\nShadow=server\n\n[Service shop]\nMigrations=migrations\n\n"
                f"[Database shop@local]\nConnection=host='{place.environment['PGHOST']}'"
                f" dbname='{place.database}' user={role} {setting}\n",
            )
            place.headway("fleet", "trust")
            place.headway("upgrade", "--yes")
            self.clean(place)
            self.assertEqual([["app", "alembic_version"], ["app", "t"]], place.query(TABLES))
            place.headway("downgrade", "shop", "base", "--yes")
            place.query(f"ALTER ROLE {role} SET search_path = app, public")

    def test_sql_files(self):
        place = self.place(None, "app")
        place.headway("upgrade", "shop", "+1", "--yes")
        self.assertEqual("behind", place.verdict(status=1))
        place.query("ALTER TABLE goods ADD price numeric NOT NULL DEFAULT 0")
        self.assertEqual("drifted", place.verdict(status=1))
        # A half-applied revision is found by a trace of its statements.
        place.headway("reconcile", "--yes")
        self.clean(place)
        self.assertIn(["app", "goods"], place.query(TABLES))

    def test_snapshot(self):
        """A snapshot has the schema, and what follows it goes there too."""
        place = self.place(ALEMBIC, "app")
        place.headway("upgrade", "shop", "r1", "--yes")
        place.headway("snapshot", "shop")
        self.assertEqual("behind", place.verdict(status=1))
        place.headway("upgrade", "--yes")
        self.clean(place)
        self.assertNotIn("snapshot", place.headway("check", status=0).said)


if __name__ == "__main__":
    tap.main()
