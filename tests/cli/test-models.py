#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SQLAlchemy models say, beside migrations and database: drift --models, --autogenerate."""

import pathlib
import unittest

import tap
import workplace

ENV = '''
import os
from alembic import context
from sqlalchemy import create_engine
from shop.models import Base

target_metadata = Base.metadata

def run_online():
    with create_engine(os.environ["NO_SUCH_SETTING"]).connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()

if context.is_offline_mode():
    context.configure(url="postgresql://nowhere", target_metadata=target_metadata)
    context.run_migrations()
else:
    run_online()
'''
MODELS = '''
import enum
import sqlalchemy as sa
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()

class Size(enum.Enum):
    small = 1
    large = 2

class Goods(Base):
    __tablename__ = "goods"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40), nullable=False, comment="as on the label")
    price = sa.Column(sa.Numeric(10, 2), nullable=False, server_default="0")
    size = sa.Column(sa.Enum(Size, name="size"))
    __table_args__ = (
        sa.CheckConstraint("price >= 0", name="price_is_positive"),
        sa.Index("goods_lower_name", sa.text("lower(name)")),
    )

class Crate(Base):
    __tablename__ = "crates"
    __table_args__ = {"schema": "store"}
    id = sa.Column(sa.Integer, primary_key=True)
    goods_id = sa.Column(sa.ForeignKey(Goods.id), nullable=False)
'''
FIRST = '''
"""First"""
from alembic import op
revision = "001"
down_revision = None

def upgrade():
    op.execute("CREATE TABLE goods (id serial PRIMARY KEY, name varchar(40) NOT NULL,"
               " price numeric(8,2) NOT NULL)")
    op.execute("CREATE VIEW dear AS SELECT id FROM goods WHERE name LIKE 'x%'")
    op.execute("CREATE TABLE forgotten (id integer)")

def downgrade():
    op.execute("DROP VIEW dear")
    op.execute("DROP TABLE goods, forgotten")
'''
FLEET = '''
[Fleet]
Name=Shop

[Service shop]
Migrations=alembic.ini
Python=/usr/bin/python3

[Database shop@local]
Connection=host={host} dbname={database}
'''


NAMES = 'MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"})'
NAMING_ENV = '''
from alembic import context
from sqlalchemy import create_engine
from shop.models import metadata

with create_engine("postgresql:///{database}").connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
'''
UNNAMED = '''
"""First"""
from alembic import op
import sqlalchemy as sa
revision = "001"
down_revision = None

def upgrade():
    op.create_table("goods", sa.Column("id", sa.Integer, unique=True))

def downgrade():
    op.drop_table("goods")
'''


class Shop(unittest.TestCase):
    """A service in a folder of its own, with a database."""

    @classmethod
    def setUpClass(cls):
        cls.shared = workplace.Workplace()
        cls.addClassCleanup(cls.shared.close)

    def setUp(self):
        self.place = workplace.Workplace(cache=self.shared.folder / "cache")
        self.addCleanup(self.place.close)
        self.database = self.place.prefix + "shop"
        self.place.databases.append(self.database)
        self.place.run("createdb", "--maintenance-db=postgres", self.database)
        self.place.write("alembic.ini", "[alembic]\nscript_location = migrations\n"
                         "prepend_sys_path = .\n")
        self.place.write("shop/__init__.py", "")
        self.place.write("headway.fleet", FLEET.format(
            host=self.place.environment["PGHOST"], database=self.database))


class Naming(Shop):
    def drift(self, status):
        self.place.headway("fleet", "trust")
        [database] = self.place.headway_json("status", status=status)["databases"]
        return database["drift"]

    def test_names_are_those_that_alembic_gives(self):
        """Also when the convention changes, and nothing else."""
        self.place.write("migrations/env.py", NAMING_ENV.format(database=self.database))
        self.place.write("migrations/versions/001_first.py", UNNAMED)
        self.place.write("shop/models.py", "from .base import metadata\n")
        self.place.write("shop/base.py", "from sqlalchemy import MetaData\nmetadata = " + NAMES)
        self.place.run("/usr/bin/alembic", "upgrade", "head")
        self.assertEqual({"missing": 0, "unexpected": 0, "changed": 0}, self.drift(0))
        self.place.write("shop/base.py", "from sqlalchemy import MetaData\nmetadata = "
                         + NAMES.replace("uq_", "unique_"))
        self.assertEqual({"missing": 1, "unexpected": 1, "changed": 0}, self.drift(1))


class Models(Shop):
    def setUp(self):
        super().setUp()
        self.place.write("migrations/env.py", ENV)
        self.place.write("migrations/versions/001_first.py", FIRST)
        self.place.write("shop/models.py", MODELS)
        self.place.headway("fleet", "trust")
        self.place.headway("upgrade", "--yes")

    def truths(self, status=1):
        [database] = self.place.headway_json("drift", "--models", status=status)["databases"]
        self.assertIsNone(database["error"])
        return {f"{one['kind']} {one['title']}": [one[name] for name in (
            "models", "migrations", "database")] for one in database["objects"]}

    def test_three_truths(self):
        self.place.sql(self.database, "ALTER TABLE goods ADD COLUMN stock integer")
        found = self.truths()
        models, migrations, database = found["column goods.price"]
        self.assertIn("numeric(10,2)", models)
        self.assertIn("numeric(8,2)", migrations)
        self.assertEqual(migrations, database)
        self.assertEqual([None, None], found["column goods.stock"][:2])
        self.assertEqual("integer", found["column goods.stock"][2])
        self.assertEqual([None, None], found["enum size"][1:])
        self.assertIsNone(found["table forgotten"][0])
        self.assertNotIn("view dear", found)
        text = self.place.headway("drift", "--models", status=1).stdout
        self.assertIn("column goods.price\n      models      numeric(10,2)", text)

    def test_autogenerate(self):
        done = self.place.headway("revision", "shop", "--autogenerate", "-m", "As the models say",
                                  "--rev-id", "002")
        [path] = [line.split(" ", 1)[1] for line in done.stdout.splitlines()
                  if line.startswith("Wrote ")]
        text = pathlib.Path(path).read_text(encoding="utf-8")
        for part in ("CREATE TYPE public.size", "price_is_positive", "lower", "DEFAULT",
                     "CREATE SCHEMA store", "DROP TABLE public.forgotten", "as on the label"):
            self.assertIn(part, text)
        self.assertNotIn("VIEW", text)
        self.place.headway("fleet", "trust")
        self.place.headway("upgrade", "--yes")
        self.assertEqual({}, self.truths(status=0))
        again = self.place.headway("revision", "shop", "--autogenerate", "-m", "Again")
        self.assertIn("nothing to write", again.stderr)
        self.place.headway("downgrade", "shop", "001", "--yes")
        self.assertEqual([["3"]], self.place.sql(
            self.database, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'goods'::regclass"
            " AND attnum > 0 AND NOT attisdropped"))

    def test_models_that_cannot_be_read(self):
        self.place.write("shop/models.py", "import os\nBase = os.environ['SHOP_SETTING']\n")
        done = self.place.headway("revision", "shop", "--autogenerate", "-m", "x", status=None)
        self.assertEqual(3, done.returncode, done.said)
        self.assertIn("The models of shop cannot be read: KeyError: 'SHOP_SETTING'", done.said)
        self.place.write("migrations/env.py", "target_metadata = None\n")
        done = self.place.headway("revision", "shop", "--autogenerate", "-m", "x", status=3)
        self.assertIn("sets no target_metadata", done.said)

    def test_env_that_connects(self):
        """Where env.py does not ask for offline mode, its connection is the scratch database's."""
        self.place.write("migrations/env.py", '''
from alembic import context
from sqlalchemy import create_engine
from shop.models import Base

with create_engine("postgresql://nowhere.invalid/shop").connect() as connection:
    connection.execute(__import__("sqlalchemy").text("SELECT 1"))
    context.configure(connection=connection, target_metadata=Base.metadata)
    context.run_migrations()
''')
        self.assertIn("enum size", self.truths())

    def test_untrusted(self):
        """Importing the models runs code of the project."""
        fleet = (self.place.folder / "headway.fleet").read_text(encoding="utf-8")
        self.place.write("headway.fleet", fleet.replace("/usr/bin/", "/bin/"))
        done = self.place.headway("revision", "shop", "--autogenerate", "-m", "x", status=4)
        self.assertIn("headway fleet trust", done.said)


if __name__ == "__main__":
    tap.main()
