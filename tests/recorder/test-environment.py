# SPDX-License-Identifier: GPL-3.0-or-later
"""Revisions that import what is not there: only true use of it counts; and which files count."""

import sys

from recorder import HEADER, RecorderTest, sql

import tap


class Missing(RecorderTest):
    def check(self, body, module):
        """That a revision needs this module, or none."""
        report = self.one(body)
        self.assertEqual(report["up"]["missing_module"], module, report)
        self.assertEqual(report["failed"], module is not None, report)
        return report

    def test_importing_alone_is_no_use(self):
        report = self.check("""
            import typing
            import not_there
            import not_there.below as below
            from other_lib.types import Vector, Money as Cash
            from star_lib import *
            from . import sibling
            from sqlalchemy.not_there import nothing
            from sqlalchemy import NotThere
            class Settings(not_there.BaseSettings, extra=True):
                name: str = not_there.Field(default="x")
            class Kind(str, Cash):
                A = "a"
            @not_there.decorate("x")
            def helper(x: "Vector | None", y: typing.Optional[Vector] = None) -> Vector | None:
                return below.compute(x)[0]
            logger = not_there.get_logger(__name__)
            CONSTANT = not_there.settings.VALUE
            def upgrade():
                import late.module
                op.create_table("t", sa.Column("id", sa.Integer))
                assert Kind.A == "a"
            """, None)
        self.assertEqual(len(report["up"]["statements"]), 1)

    def test_logging_is_no_use(self):
        self.check("""
            import structlog
            log = structlog.get_logger()
            def upgrade():
                log.info("creating", n=1)
                op.execute("CREATE TABLE t ()")
            """, None)

    def test_true_use(self):
        for body in (
            "op.execute('CREATE TABLE %s ()' % settings.NAME)",
            "op.execute(f'CREATE TABLE {settings.NAME} ()')",
            "op.execute('CREATE TABLE ' + settings.NAME)",
            "op.add_column('t', sa.Column('v', Vector(3)))",
            "op.add_column('t', sa.Column('v', Vector))",
            "op.add_column('t', settings.COLUMN)",
            "settings.make_trigger('t')",
            "if settings.FLAG: op.execute('CREATE TABLE a ()')",
            "for name in settings.NAMES: op.drop_table(name)",
            "with settings.session() as s: s.execute('DELETE FROM t')",
            "op.execute('CREATE TABLE x ()') if settings.KIND == 'a' else None",
            "Model.__table__.create(op.get_bind())",
            "Model.build(op.get_bind())",
            "op.execute(sa.text('INSERT INTO t VALUES (:a)').bindparams(a=settings.A))",
            "from missing_lib import late; late(op)",
        ):
            with self.subTest(body):
                self.setUp()
                self.check("""
                    from missing_lib import settings, Vector, Base
                    class Model(Base):
                        pass
                    def upgrade():
                        op.execute("CREATE TABLE t (id int)")
                        """ + body, "missing_lib")

    def test_use_while_loading_that_leaves_a_value(self):
        self.check("""
            from missing_lib import settings
            NAME = "prefix_%s" % settings.NAME
            def upgrade():
                op.execute("CREATE TABLE %s ()" % NAME)
            """, "missing_lib")

    def test_an_operation_that_env_registers(self):
        report = self.check("def upgrade():\n    op.create_entity('v')\n", "env.py")
        self.assertIn("create_entity", report["up"]["missing_reason"])

    def test_use_in_one_direction(self):
        report = self.one("""
            import missing_lib
            def upgrade():
                op.execute("CREATE TABLE t ()")
            def downgrade():
                missing_lib.drop(op)
            """)
        self.assertFalse(report["failed"])
        self.assertEqual(report["down"]["missing_module"], "missing_lib")

    def test_a_module_that_raises_is_named_with_its_reason(self):
        self.write("app/__init__.py", "")
        self.write("app/settings.py", "import os\nURL = os.environ['NOT_SET_ANYWHERE']\n")
        self.write("app/models.py", "import fastapi_not_there\nclass User: pass\n")
        report = self.check("""
            from app.settings import URL
            from app.models import User
            def upgrade():
                User.__table__.create(op.get_bind())
            """, "app.models")
        self.assertIn("fastapi_not_there", report["up"]["missing_reason"])

    def test_inside_a_package_that_raises(self):
        self.write("app/__init__.py", "import fastapi_not_there\nNAME = 'x'\n")
        self.write("app/deep/__init__.py", "")
        self.write("app/deep/kinds.py", "from ..sizes import SIZE\nKIND = 'kind_%d' % SIZE\n")
        self.write("app/sizes.py", "SIZE = 7\n")
        self.write("app/bad.py", "import gone_lib\n")
        report = self.check("""
            import app
            import app.deep.kinds
            from app.deep.kinds import KIND
            from app import sizes, NAME
            def upgrade():
                op.execute("CREATE TABLE %s (s%d int)" % (KIND, sizes.SIZE))
                op.execute("CREATE TABLE again%d ()" % app.sizes.SIZE)
                assert app.deep.kinds.KIND == KIND
            """, None)
        self.assertEqual(self.texts(report["up"])[0], "CREATE TABLE kind_7 (s7 int)")
        self.assertTrue(any(path.endswith("app/__init__.py") for path in report["files"]))
        report = self.check("""
            from app import NAME
            def upgrade():
                op.execute("CREATE TABLE %s ()" % NAME)
            """, "app")
        self.assertIn("fastapi_not_there", report["up"]["missing_reason"])
        self.check("""
            import app
            def upgrade():
                app.bad.make(op)
            """, "app.bad")

    def test_a_module_that_env_would_have_imported(self):
        self.write("app/__init__.py", "")
        self.write("app/deep/__init__.py", "")
        self.write("app/deep/kinds.py", "KIND = 'kind'\n")
        self.write("app/deep/bad.py", "import gone_lib\n")
        self.check("""
            import app
            def upgrade():
                assert sa.ext.orderinglist.ordering_list
                op.execute("CREATE TABLE %s ()" % app.deep.kinds.KIND)
            """, None)
        report = self.check("""
            import app
            def upgrade():
                app.deep.bad.make(op)
            """, "app.deep.bad")
        self.assertIn("gone_lib", report["up"]["missing_reason"])
        report = self.one("import app\ndef upgrade():\n    app.deep.nothing()\n")
        self.assertIn("no attribute 'nothing'", report["up"]["problem"])

    def test_exit_and_bad_files(self):
        self.write("leaving.py", "import sys\nsys.exit(3)\n")
        self.check("import leaving\ndef upgrade(): pass\n", None)
        for body, word in (("def upgrade(:\n", "SyntaxError"),
                           ("raise ValueError('not today')\n", "not today"),
                           ("def upgrade(): raise KeyError('k')\n", "KeyError")):
            report = self.one(body)
            self.assertTrue(report["failed"])
            self.assertIn(word, report["up"]["problem"])
            self.assertIn("r1.py", report["up"]["problem"])

    def test_a_failed_revision_leaves_nothing(self):
        self.check("""
            import missing_lib
            def upgrade():
                op.execute("CREATE TABLE t ()")
                missing_lib.more()
            """, "missing_lib")
        self.assertEqual(sql(self.database, "SELECT to_regclass('t') IS NULL"), [["t"]])


class Naming(RecorderTest):
    """Alembic names what a revision leaves unnamed as the metadata of env.py say."""

    LITERAL = """{
        "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}"""
    METADATA = "from sqlalchemy import MetaData\nmetadata = MetaData(naming_convention=%s)\n"
    BODY = """
        def upgrade():
            op.create_table("t", sa.Column("id", sa.Integer, primary_key=True),
                            sa.Column("e", sa.String, unique=True),
                            sa.CheckConstraint("id > 0", name="pos"))
            op.create_unique_constraint(None, "t", ["id", "e"])
        def downgrade():
            op.drop_constraint("ck_t_pos", "t")
        """
    NAMED = ["ck_t_pos", "pk_t", "uq_t_e", "uq_t_id"]
    PLAIN = ["pos", "t_e_key", "t_id_e_key", "t_pkey"]

    def check(self, names, files, read):
        """FILES: those of the project; READ: on which of them it depends."""
        self.setUp()
        for name, text in files.items():
            self.write(name, text)
        report = self.one(self.BODY, versions=str(self.folder / "migrations/versions"))
        self.assertFalse(report["failed"], report)
        self.assertEqual(report["down"]["server"] is None, names == self.NAMED)
        self.assertEqual(
            [row[0] for row in sql(self.database, "SELECT conname FROM pg_constraint"
                                   " WHERE conrelid = 't'::regclass ORDER BY 1")], names)
        own = [path[len(str(self.folder)) + 1:] for path in report["files"]
               if path.startswith(str(self.folder))]
        self.assertEqual(own, sorted(read + ["r1.py"]))

    def test_where_it_may_stand(self):
        env = "import os\nos.environ['NOT_SET_ANYWHERE']\n"
        self.check(self.NAMED, {"migrations/env.py": env + self.METADATA % self.LITERAL
                                + "target_metadata = metadata\n"}, ["migrations/env.py"])
        files = {
            "migrations/env.py": env + "from app.models import (  # all\n    Base as Model,\n)\n"
            "target_metadata = Model.metadata\n",
            "app/models/__init__.py": "import not_there\nfrom .user import User, Base\n",
            "app/models/user.py": "import os\nfrom ..base import *\n",
            "app/names.py": "NAMES = " + self.LITERAL,
        }
        for base, names in (
            (self.METADATA % self.LITERAL, []),
            (self.METADATA % "dict(pk='pk_t', uq='uq_t_%(column_0_name)s',"
             " ck='ck_t_%(constraint_name)s')", []),
            ("NAMES: dict = " + self.LITERAL + "\n" + self.METADATA % "NAMES", []),
            ("from .names import NAMES\n" + self.METADATA % "NAMES", ["app/names.py"]),
            ("from app import names\n" + self.METADATA % "names.NAMES", ["app/names.py"]),
            ("class Base: pass\nBase.metadata.naming_convention = " + self.LITERAL, []),
        ):
            with self.subTest(base):
                self.check(self.NAMED, {**files, "app/base.py": base},
                           ["app/base.py", "migrations/env.py"] + names)

    def test_flask(self):
        self.check(self.NAMED, {
            "migrations/env.py": "from flask import current_app\n"
            "context.configure(target_metadata=get_metadata())\n",
            "shop/extensions.py": "db = SQLAlchemy(metadata=MetaData(naming_convention=%s))\n"
            % self.LITERAL}, ["migrations/env.py", "shop/extensions.py"])

    def test_none(self):
        for env in ("target_metadata = None\n" + self.METADATA % self.LITERAL,
                    self.METADATA % self.LITERAL + "target_metadata = [metadata]\n",
                    "from app import base\ntarget_metadata = base.metadata\n",
                    "target_metadata = MetaData(naming_convention=compute())\n",
                    "target_metadata = (\n"):
            with self.subTest(env):
                self.check(self.PLAIN, {"migrations/env.py": env, "app/base.py": "metadata = 1\n"},
                           ["migrations/env.py"])


class Project(RecorderTest):
    BODY = """
        from service_lib import TABLE
        from helpers.sql import SUFFIX
        def upgrade():
            import pathlib
            body = pathlib.Path("extra.sql").read_text()
            op.execute("CREATE TABLE %s%s ()" % (TABLE, SUFFIX))
            op.execute(body)
        """

    def test_files_paths_and_venv(self):
        version = "python%d.%d" % sys.version_info[:2]
        self.write(".venv/lib/%s/site-packages/service_lib.py" % version, "TABLE = 'made'\n")
        self.write("helpers/__init__.py", "")
        self.write("helpers/sql.py", "SUFFIX = '_here'\n")
        self.write("extra.sql", "CREATE TABLE extra ()")
        report = self.one(self.BODY)
        self.assertFalse(report["failed"], report)
        self.assertEqual(self.texts(report["up"]),
                         ["CREATE TABLE made_here ()", "CREATE TABLE extra ()"])
        own = [path.replace(str(self.folder) + "/", "") for path in report["files"]
               if path.startswith(str(self.folder))]
        self.assertEqual([path for path in own if not path.startswith(".venv")],
                         ["extra.sql", "helpers/__init__.py", "helpers/sql.py", "r1.py"])
        self.assertTrue(any(path.endswith("sqlalchemy/__init__.py") for path in report["files"]))
        self.assertFalse(any(path.endswith("json/__init__.py") for path in report["files"]))
        self.assertFalse(list(self.folder.rglob("*.pyc")))

    def test_folders_called_as_the_libraries(self):
        self.write("alembic/__init__.py", "")
        self.write("sqlalchemy/__init__.py", "import sqlalchemy.orm\n")
        self.write("psycopg2/__init__.py", "raise ImportError\n")
        self.write("json.py", "raise ImportError\n")
        self.write("mine.py", "NAME = 'made'\n")
        report = self.one("""
            import json
            import mine
            def upgrade():
                op.create_table(json.loads('"t"') + mine.NAME, sa.Column("id", sa.Integer))
            """, path=[])
        self.assertFalse(report["failed"], report)

    def test_package_root(self):
        self.write("root/app/__init__.py", "NAME = 'made'\n")
        report = self.one("""
            from app import NAME
            def upgrade():
                op.execute("CREATE TABLE %s ()" % NAME)
            """, path=[], package_root=str(self.folder / "root"))
        self.assertFalse(report["failed"], report)

    def test_each_file_is_loaded_alone(self):
        header = HEADER.replace("revision = '{0}'", "revision = '{0}'\nshared = '{0}'")
        body = """
            def upgrade():
                op.execute("CREATE TABLE %s ()" % shared)
            """
        reports, account = self.record(
            self.revision("r1", body, header), self.revision("r2", body, header))
        self.assertEqual(account["replayed"], 2)
        self.assertEqual(self.texts(reports["r2"]["up"]), ["CREATE TABLE r2 ()"])


if __name__ == "__main__":
    tap.main()
