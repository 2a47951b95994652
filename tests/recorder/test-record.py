# SPDX-License-Identifier: GPL-3.0-or-later
"""The recorder sees what a revision does: statements, transactions, reads, both directions."""

from recorder import RecorderTest, sql

import tap


class Statements(RecorderTest):
    def test_statements_up_and_down(self):
        report = self.one("""
            def upgrade():
                op.create_table("t", sa.Column("id", sa.Integer, primary_key=True),
                                sa.Column("name", sa.String(20), server_default="it's 100%"))
                op.bulk_insert(sa.table("t", sa.column("id"), sa.column("name")),
                               [{"id": 1, "name": "o'clock 50%"}, {"id": 2, "name": None}])
            def downgrade():
                op.drop_table("t")
            """)
        self.assertFalse(report["failed"])
        up = self.texts(report["up"])
        self.assertEqual(len(up), 2)
        self.assertIn("DEFAULT 'it''s 100%'", up[0])
        self.assertIn("'o''clock 50%'", up[1])
        self.assertIn("(2, NULL)", up[1])
        self.assertTrue(all(s["in_transaction"] for s in report["up"]["statements"]))
        self.assertFalse(report["up"]["reads_data"])
        self.assertEqual(len(self.texts(report["down"])), 1)
        self.assertTrue(report["down"]["exists"])
        # The upgrade is committed, the downgrade taken back; the recording does the same again.
        self.assertEqual(sql(self.database, "SELECT name FROM t ORDER BY id"),
                         [["o'clock 50%"], [""]])
        self.assertEqual(sql(self.database, "SELECT * FROM alembic_version"), [["r1"]])
        sql(self.database, "; ".join(self.texts(report["down"]) + up))
        self.assertEqual(sql(self.database, "SELECT count(*) FROM t"), [["2"]])

    def test_text_of_several_statements(self):
        report = self.one("""
            def upgrade():
                op.execute('''CREATE TABLE a (id int); -- a ; comment
                    INSERT INTO a VALUES (1); INSERT INTO "no;where" VALUES (';');
                    CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $x$ BEGIN RETURN 1; END; $x$;
                    /* the /* end */ ; */''')
                op.get_bind().connection.cursor().execute("CREATE TABLE b (c text DEFAULT %s)", ("x%",))
            """)
        self.assertFalse(report["failed"], report)
        up = self.texts(report["up"])
        self.assertEqual(len(up), 5)
        self.assertEqual(up[4], "CREATE TABLE b (c text DEFAULT 'x%')")
        self.assertEqual(len(report["notes"]), 1)
        self.assertIn("no;where", report["notes"][0])

    def test_printing_does_not_disturb(self):
        report = self.one("""
            import os, sys
            print("at import")
            def upgrade():
                print('{"event": "end"}')
                os.write(1, b"raw\\n")
                sys.stdin.read()
                os.system("echo from a child")
                op.execute("CREATE TABLE t ()")
            """)
        self.assertEqual(len(report["up"]["statements"]), 1)
        for text in ("at import", "raw", "from a child"):
            self.assertIn(text, self.printed)

    def test_outside_a_transaction(self):
        report = self.one("""
            def upgrade():
                op.execute("CREATE TABLE t (a int); CREATE TYPE e AS ENUM ('x')")
                with op.get_context().autocommit_block():
                    op.execute("ALTER TYPE e ADD VALUE 'y'")
                    op.create_index("i", "t", ["a"], postgresql_concurrently=True)
                op.execute("ALTER TABLE t ADD b e DEFAULT 'y'")
            def downgrade():
                op.execute("ALTER TABLE t DROP b")
                with op.get_context().autocommit_block():
                    op.drop_index("i", postgresql_concurrently=True, table_name="t")
                op.execute("DROP TABLE t")
            """)
        self.assertFalse(report["failed"], report)
        self.assertEqual([s["in_transaction"] for s in report["up"]["statements"]],
                         [True, True, False, False, True])
        self.assertEqual([s["in_transaction"] for s in report["down"]["statements"]],
                         [True, False, True])
        self.assertIn("CONCURRENTLY", self.texts(report["down"])[1])
        self.assertEqual(sql(self.database, "SELECT count(*) FROM pg_index "
                             "WHERE indrelid = 't'::regclass"), [["1"]])

    def test_raw_commit(self):
        report = self.one("""
            def upgrade():
                op.execute("CREATE TYPE e AS ENUM ('x')")
                op.execute("COMMIT")
                op.execute("ALTER TYPE e ADD VALUE 'y'")
            def downgrade():
                op.execute("COMMIT")
                op.execute("DROP TYPE e")
            """)
        self.assertFalse(report["failed"], report)
        self.assertEqual([s["in_transaction"] for s in report["up"]["statements"]], [True, False])
        self.assertEqual([s["in_transaction"] for s in report["down"]["statements"]], [False])
        self.assertEqual(sql(self.database, "SELECT count(*) FROM pg_enum"), [["2"]])

    def test_savepoints(self):
        report = self.one("""
            def upgrade():
                bind = op.get_bind()
                for table in ("kept", "kept"):
                    try:
                        with bind.begin_nested():
                            op.execute("CREATE TABLE %s ()" % table)
                    except sa.exc.ProgrammingError:
                        pass
                nested = bind.begin_nested()
                op.execute("CREATE TABLE undone ()")
                nested.rollback()
                op.execute("CREATE TABLE last ()")
            """)
        self.assertFalse(report["failed"], report)
        self.assertEqual(self.texts(report["up"]), ["CREATE TABLE kept ()", "CREATE TABLE last ()"])

    def test_a_session_setting_ends_with_its_revision(self):
        reports, _ = self.record(
            self.revision("r1", """
                def upgrade():
                    op.execute("SELECT set_config('search_path', '', false)")
                    op.execute("CREATE TABLE public.t (id int PRIMARY KEY)")
                """),
            self.revision("r2", """
                def upgrade():
                    op.execute("ALTER TABLE t ADD a int")
                """))
        self.assertFalse(reports["r2"]["failed"])

    def test_downgrades_that_do_not_exist(self):
        raising = self.one("""
            def upgrade(): pass
            def downgrade(): raise NotImplementedError("no way back")
            """)["down"]
        self.assertFalse(raising["exists"])
        self.assertIn("no way back", raising["problem"])
        absent = self.record(self.revision(
            "r2", HEADER_WITHOUT_DOWN, header=""))[0]["r2"]["down"]
        self.assertFalse(absent["exists"])
        broken = self.one("""
            def upgrade(): pass
            def downgrade(): op.execute("DROP TABLE nothing")
            """)["down"]
        self.assertTrue(broken["exists"])
        self.assertEqual(broken["server"]["sqlstate"], "42P01")

    def test_session_and_its_commit_in_a_downgrade_change_nothing(self):
        report = self.one("""
            from sqlalchemy.orm import Session
            def upgrade():
                op.execute("CREATE TABLE t (a int)")
            def downgrade():
                session = Session(bind=op.get_bind())
                session.execute(sa.text("DROP TABLE t"))
                session.commit()
                op.get_bind().connection.commit()
            """)
        self.assertEqual(self.texts(report["down"]), ["DROP TABLE t"])
        self.assertEqual(sql(self.database, "SELECT count(*) FROM t"), [["0"]])


HEADER_WITHOUT_DOWN = "revision = 'r2'\ndown_revision = None\ndef upgrade():\n    pass\n"


class Reads(RecorderTest):
    def check(self, expected, *bodies):
        """Each body as a revision of its own, on tables made anew."""
        revisions = [self.revision("r%d" % i, """
            from sqlalchemy.orm import Session, declarative_base
            t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String))
            Base = declarative_base()
            class Row(Base):
                __tablename__ = "t"
                id = sa.Column(sa.Integer, primary_key=True)
                name = sa.Column(sa.String)
            def upgrade():
                bind = op.get_bind()
                op.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                           "CREATE TABLE t (id serial PRIMARY KEY, name text);"
                           "CREATE VIEW v AS SELECT * FROM t;"
                           "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql"
                           " AS 'SELECT count(*) FROM t'")
                """ + body) for i, body in enumerate(bodies)]
        reports, account = self.record(*revisions)
        self.assertEqual(account["replayed"], len(bodies), reports)
        for i, body in enumerate(bodies):
            with self.subTest(body):
                self.assertEqual(reports["r%d" % i]["up"]["reads_data"], expected)

    def test_users_rows(self):
        self.check(
            True,
            "bind.execute(sa.text('SELECT id, id FROM t')).fetchall()",
            "bind.execute(sa.text('SELECT * FROM v')).first()",
            "bind.execute(sa.text('SELECT f()')).scalar()",
            "bind.execute(sa.text(\"SELECT nextval('t_id_seq')\")).scalar()",
            "bind.execute(t.select()).fetchone()",
            "[row for row in bind.execute(sa.text('SELECT 1 FROM pg_class, t'))]",
            "bind.execute(sa.text(\"INSERT INTO t (name) VALUES ('x') RETURNING id\")).scalar()",
            "bind.execute(Row.__table__.insert().values(name='x')).inserted_primary_key[0]",
            "bind.execute(sa.text('DELETE FROM t')).rowcount",
            "c = bind.connection.cursor(); c.execute('SELECT 1 FROM t'); c.fetchall()",
            "Session(bind=bind).query(Row).all()",
            "bind.execute(sa.text('SELECT * FROM not_there')).fetchall()",
        )

    def test_what_is_around_the_schema(self):
        self.check(
            True,
            *("bind.execute(sa.text('SELECT %s')).scalar()" % what for what in (
                "current_database()", "pg_catalog.current_database()", "current_catalog",
                "current_user", "SESSION_USER", "user", "current_role", "current_schema()",
                "current_schemas(false)", "inet_server_addr()", "now()", "CURRENT_TIMESTAMP",
                "clock_timestamp()", "version()", "pg_backend_pid()", "gen_random_uuid()",
                "current_setting(''search_path'')".replace("''", "\\'"))),
            "bind.execute(sa.select(sa.func.current_user())).scalar()",
            "bind.execute(sa.text('SHOW search_path')).scalar()",
            "bind.execute(sa.text('EXPLAIN SELECT 1')).fetchall()",
            "bind.execute(sa.text(\"SELECT 1 FROM pg_roles WHERE rolname = 'a'\")).first()",
            "bind.execute(sa.text('SELECT datname FROM pg_database')).fetchall()",
            "bind.execute(sa.text(\"SELECT 'shop' = current_database()\")).scalar()",
            "assert bind.engine.url.database",
        )

    def test_catalogs_and_plain_sql(self):
        self.check(
            False,
            "op.execute('CREATE TABLE c (at timestamptz DEFAULT now(), by text DEFAULT user)')",
            "op.execute('SELECT current_user')",
            "bind.execute(sa.text(\"SELECT 1 FROM pg_class WHERE relname = 'now'\")).first()",
            "bind.execute(sa.text('SELECT 1 FROM information_schema.tables WHERE table_schema ='"
            " ' current_schema() AND table_catalog=current_database()')).first()",
            "sa.inspect(bind).get_table_names(); sa.inspect(bind).get_schema_names()",
            "bind.execute(sa.text(\"SELECT to_regclass('t')\")).scalar()",
            "bind.execute(sa.text('SELECT relname, oid, oid FROM pg_class -- all')).fetchall()",
            "bind.execute(sa.text('SELECT * FROM information_schema.columns')).fetchall()",
            "sa.inspect(bind).get_columns('t'); sa.inspect(bind).has_table('t')",
            "sa.Enum('a', 'b', name='letters').create(bind, checkfirst=True)",
            "sa.Table('t', sa.MetaData(), autoload_with=bind)",
            "Base.metadata.create_all(bind)",
            "op.execute('INSERT INTO t SELECT * FROM v')",
            "op.execute('UPDATE t SET name = v.name FROM v')",
            "op.execute('SELECT f()')",
            "op.execute(Row.__table__.insert().values(name='x'))",
            "op.bulk_insert(t, [{'name': 'x'}, {'name': 'y'}])",
            "bind.execute(t.update().values(name='x'))",
            """
                with op.get_context().autocommit_block():
                    op.execute("VACUUM t")
            """,
        )


class Outside(RecorderTest):
    """What a revision takes from the moment, the machine or chance."""

    def check(self, expected, *bodies):
        self.write("app/__init__.py", "")
        self.write("app/settings.py", """
            import os, time
            STARTED = time.time()
            HOME = os.environ["HOME"]
            def secret():
                return os.getenv("HOME")
            """)
        self.write("bare/__init__.py", "import not_there\n")
        self.write("bare/clock.py", "import time\ndef tell():\n    return time.time()\n")
        self.write("app/late.py", "import datetime\nNOW = datetime.datetime.now()\n")
        reports, account = self.record(*(
            self.revision("r%d" % i, body) for i, body in enumerate(bodies)))
        self.assertEqual(account["replayed"], len(bodies), reports)
        for i, body in enumerate(bodies):
            with self.subTest(body):
                up, down = reports["r%d" % i]["up"], reports["r%d" % i]["down"]
                self.assertEqual((up["reads_data"], down["reads_data"]), expected, up["reads"])

    def test_asked_as_it_runs(self):
        self.check((True, False), *(
            "def upgrade():\n    %s\n" % body for body in (
                "import uuid; op.execute(\"SELECT '%s'\" % uuid.uuid4())",
                "from uuid import uuid1; uuid1()",
                "import datetime; datetime.datetime.now()",
                "from datetime import datetime, timezone as z; datetime.now(z.utc)",
                "from datetime import datetime; datetime.utcnow()",
                "from datetime import date; date.today()",
                "import time; time.time()",
                "import random; random.choice('ab')",
                "import random; random.random()",
                "import secrets; secrets.token_hex(8)",
                "import os; os.urandom(4)",
                "import os; os.environ['HOME']",
                "import os; os.environ.get('NOT_SET_ANYWHERE', 'x')",
                "import os; os.getenv('HOME')",
                "from os import environ; 'HOME' in environ",
                "import socket; socket.gethostname()",
                "from app.settings import secret; secret()",
                "from bare.clock import tell; tell()",
                "from bare import clock; clock.tell()",
                "import datetime; list(map(lambda x: datetime.date.today(), 'ab'))",
            )), """
            import datetime
            t = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer),
                         sa.Column("at", sa.DateTime, default=datetime.datetime.utcnow))
            def upgrade():
                t.create(op.get_bind())
                op.execute(t.insert().values(a=1))
            """)

    def test_asked_as_the_file_loads(self):
        self.check(
            (True, True),
            "import os\nNAME = os.environ.get('NAME', 'x')\ndef upgrade(): pass\n",
            "from uuid import uuid4\nNAMES = [uuid4() for i in 'ab']\ndef upgrade(): pass\n")

    def test_not_asked(self):
        self.check(
            (False, False),
            """
            import datetime, logging, os, random, time, uuid
            from app import settings
            from app.settings import HOME, secret
            CREATED = datetime.datetime(2024, 1, 1)
            def ask():
                return uuid.uuid4(), time.time(), random.random(), os.environ["HOME"]
            def upgrade():
                import app.late
                logging.getLogger("x").warning("moving %s", os.path.join("a", "b"))
                op.create_table("t", sa.Column("id", sa.Integer, default=random.random),
                                sa.Column("at", sa.DateTime, server_default=sa.func.now()))
                op.execute("INSERT INTO t VALUES (1, '%s')" % CREATED.strftime("%Y-%m-%d"))
                uuid.uuid5(uuid.NAMESPACE_DNS, "a"), CREATED.time(), time.monotonic()
                os.environ["MINE"] = "x"
            """)


class Copy(RecorderTest):
    def test_data_of_another_system_is_not_forgiven(self):
        report = self.one("""
            def upgrade():
                op.execute("CREATE TABLE t (id int)")
                op.execute("UPDATE t INNER JOIN t AS u ON t.id = u.id SET t.id = 1")
            """)
        self.assertTrue(report["failed"])
        self.assertEqual(report["up"]["server"]["sqlstate"], "42601")
        self.assertIn("INNER JOIN", report["up"]["server"]["statement"])

    def test_data_is_forgiven_definitions_are_not(self):
        reports, account = self.record(
            self.revision("r1", """
                def upgrade():
                    op.execute("CREATE TABLE p (id int PRIMARY KEY)")
                    op.execute("CREATE TABLE c (id int REFERENCES p, n int)")
                    op.execute("INSERT INTO c VALUES (7)")
                    op.execute("INSERT INTO nowhere VALUES (1)")
                    op.execute("ALTER TABLE c ALTER n SET NOT NULL")
                    op.execute("GRANT SELECT ON c TO recorder_reader")
                """),
            self.revision("r2", """
                def upgrade():
                    op.add_column("orders", sa.Column("x", sa.Integer))
                """),
            self.revision("r3", "def upgrade(): pass"))
        first = reports["r1"]
        self.assertFalse(first["failed"], first)
        self.assertEqual(len(first["notes"]), 2)
        self.assertIn("forgiven", first["notes"][0])
        self.assertEqual(first["roles"], ["recorder_reader"])
        second = reports["r2"]["up"]
        self.assertTrue(reports["r2"]["failed"])
        self.assertEqual(second["server"]["sqlstate"], "42P01")
        self.assertEqual(second["server"]["statement"], "ALTER TABLE orders ADD COLUMN x INTEGER")
        self.assertNotIn("r3", reports)
        self.assertEqual((account["replayed"], account["failed"], account["remaining"]),
                         (1, "r2", 2))
        sql(self.database, "DROP OWNED BY recorder_reader; DROP ROLE recorder_reader")

    def test_the_version_table_is_there(self):
        reports, _ = self.record(
            self.revision("r1", """
                def upgrade():
                    op.alter_column("alembic_version", "version_num", type_=sa.String(64))
                """),
            self.revision("a" * 40, "def upgrade(): pass"))
        self.assertFalse(reports["a" * 40]["failed"])
        self.assertEqual(sql(self.database, "SELECT * FROM alembic_version"), [["a" * 40]])

    def test_context_is_as_alembic_makes_it(self):
        report = self.one("""
            from alembic import context
            def upgrade():
                assert not context.is_offline_mode()
                assert context.get_x_argument(as_dictionary=True).get("a") is None
                assert context.config.get_main_option("nothing") is None
                assert op.get_context().dialect.name == "postgresql"
                assert context.get_bind() is op.get_bind()
                assert "Engine" in repr(op.get_bind().engine)
                op.execute("CREATE TABLE t (a int)")
                with op.batch_alter_table("t") as batch:
                    batch.add_column(sa.Column("b", sa.Integer))
            """)
        self.assertFalse(report["failed"], report)
        self.assertEqual(len(self.texts(report["up"])), 2)


if __name__ == "__main__":
    tap.main()
