# SPDX-License-Identifier: GPL-3.0-or-later
"""The recorder's second mode: one revision in Python on a real database, in one transaction."""

import signal
import time

from recorder import Process, RecorderTest, keywords, sql

import tap

VERSION = "CREATE TABLE v (n text); INSERT INTO v VALUES ('r0')"
MOVE = {"sql": "UPDATE v SET n = 'r1' WHERE n = 'r0'", "rows": 1}


class Apply(RecorderTest):
    def setUp(self):
        super().setUp()
        sql(self.database, VERSION + "; CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2)")

    def start(self, body, **more):
        process = Process({"mode": "apply", "connection": keywords(self.database),
                           "folder": str(self.folder), "settings": {"lock_timeout": "300ms"}})
        self.assertEqual(process.receive()["event"], "hello")
        self.order(process, "r1", body, **more)
        return process

    def order(self, process, identifier, body, **more):
        process.send({"extra": [MOVE], **self.revision(identifier, body), **more})
        begun = process.receive()
        self.assertEqual(begun["event"], "begun")
        return begun

    def version(self):
        return sql(self.database, "SELECT n FROM v")[0][0]

    BODY = """
        def upgrade():
            rows = op.get_bind().execute(sa.text("SELECT id FROM t ORDER BY id")).fetchall()
            for row in rows:
                op.execute("CREATE TABLE t%d ()" % row[0])
        def downgrade():
            op.execute("DROP TABLE t1, t2")
        """

    def test_commit(self):
        process = self.start(self.BODY)
        ready = process.receive()
        self.assertEqual(ready["event"], "ready")
        self.assertEqual([s["sql"] for s in ready["statements"]][1:],
                         ["CREATE TABLE t1 ()", "CREATE TABLE t2 ()"])
        self.assertEqual(self.version(), "r0")
        process.send({"command": "commit"})
        self.assertEqual(process.receive()["event"], "done")
        self.assertEqual(process.close(), 0)
        self.assertEqual(self.version(), "r1")
        down = self.start(self.BODY, down=True, extra=[])
        self.assertEqual(down.receive()["event"], "ready")
        down.send({"command": "commit"})
        self.assertEqual(down.receive()["event"], "done")
        down.close()
        self.assertEqual(sql(self.database, "SELECT to_regclass('t1') IS NULL"), [["t"]])

    def test_objects_of_several_rows(self):
        """SQLAlchemy counts the rows that it updates at once."""
        process = self.start("""
            from sqlalchemy.orm import Session, declarative_base
            class Row(declarative_base()):
                __tablename__ = "t"
                id = sa.Column(sa.Integer, primary_key=True)
                name = sa.Column(sa.String)
            def upgrade():
                op.add_column("t", sa.Column("name", sa.String))
                session = Session(bind=op.get_bind())
                for row in session.query(Row).all():
                    row.name = "row %d" % row.id
                session.flush()
            """)
        self.assertEqual(process.receive()["event"], "ready")
        process.send({"command": "commit"})
        self.assertEqual(process.receive()["event"], "done")
        process.close()
        self.assertEqual(sql(self.database, "SELECT name FROM t ORDER BY id"),
                         [["row 1"], ["row 2"]])

    def test_the_engine_knows_where_it_is(self):
        process = self.start("""
            def upgrade():
                url = op.get_bind().engine.url
                op.execute("COMMENT ON DATABASE %s IS '%s %s %s %s'" % (
                    url.database, url.username, url.password, url.port,
                    url.host or url.query["host"]))
            """)
        there = keywords(self.database)
        self.assertEqual(process.receive()["statements"][0]["sql"],
                         "COMMENT ON DATABASE %s IS '%s None %s %s'" % (
                             self.database, there["user"], there["port"], there["host"]))
        process.close()

    def test_roll_back_and_a_closed_pipe(self):
        process = self.start(self.BODY)
        process.receive()
        process.send({"command": "roll back"})
        self.assertEqual(process.receive()["event"], "rolled-back")
        process.close()
        process = self.start(self.BODY)
        process.receive()
        process.close()
        self.assertEqual(self.version(), "r0")
        self.assertEqual(sql(self.database, "SELECT to_regclass('t1') IS NULL"), [["t"]])

    def test_cancelled_in_a_long_statement(self):
        for stop in (lambda p: p.process.send_signal(signal.SIGTERM), lambda p: p.close()):
            process = self.start("""
                def upgrade():
                    op.execute("CREATE TABLE half ()")
                    op.execute("SELECT pg_sleep(60)")
                """)
            begun = time.monotonic()
            time.sleep(0.5)
            stop(process)
            process.process.wait(timeout=10)
            self.assertLess(time.monotonic() - begun, 8)
            if not process.process.stdin.closed:
                process.close()
            self.assertEqual(sql(self.database, "SELECT to_regclass('half') IS NULL"), [["t"]])

    def test_the_servers_words(self):
        process = self.start("""
            def upgrade():
                op.execute("CREATE TABLE half ()")
                op.execute("INSERT INTO t (nope) VALUES (1)")
            """)
        failed = process.receive()
        self.assertEqual((failed["event"], failed["sqlstate"]), ("failed", "42703"))
        self.assertEqual(failed["statement"], "INSERT INTO t (nope) VALUES (1)")
        self.assertIn("nope", failed["message"])
        process.close()
        self.assertEqual(sql(self.database, "SELECT to_regclass('half') IS NULL"), [["t"]])

    def test_a_version_moved_meanwhile(self):
        sql(self.database, "UPDATE v SET n = 'other'")
        process = self.start("def upgrade(): op.execute('CREATE TABLE half ()')")
        failed = process.receive()
        self.assertEqual(failed["event"], "failed")
        self.assertIn("0 rows", failed["message"])
        process.close()
        self.assertEqual(sql(self.database, "SELECT to_regclass('half') IS NULL"), [["t"]])

    def test_settings_hold(self):
        process = self.start("def upgrade(): op.execute('SELECT 1; SET lock_timeout = 0')", extra=[
            {"sql": "CREATE TABLE s AS SELECT current_setting('lock_timeout') AS value"}])
        process.receive()
        process.send({"command": "commit"})
        process.receive()
        process.close()
        process = self.start("def upgrade(): pass", extra=[
            {"sql": "INSERT INTO s SELECT current_setting('lock_timeout')"}])
        process.receive()
        process.send({"command": "commit"})
        process.receive()
        process.close()
        self.assertEqual(sql(self.database, "SELECT * FROM s"), [["0"], ["300ms"]])

    def test_one_after_the_other(self):
        """The next one finds the session as a new one, also when the server has ended it."""
        process = self.start("""
            def upgrade():
                op.execute("SET search_path = nowhere; SET lock_timeout = 0")
            """, extra=[])
        for number in (2, 3):
            self.assertEqual(process.receive()["event"], "ready")
            process.send({"command": "commit"})
            self.assertEqual(process.receive()["event"], "done")
            if number == 3:
                sql(self.database, "SELECT pg_terminate_backend(%d)" % begun["backend_pid"])
            begun = self.order(process, "r%d" % number, """
                def upgrade():
                    op.execute("CREATE TABLE s%d AS SELECT current_setting('lock_timeout')")
                """ % number, extra=[])
        self.assertEqual(process.receive()["event"], "ready")
        process.send({"command": "commit"})
        self.assertEqual(process.receive()["event"], "done")
        self.assertEqual(process.close(), 0)
        self.assertEqual(sql(self.database, "SELECT * FROM s2, s3"), [["300ms", "300ms"]])

    def test_outside_a_transaction(self):
        process = self.start("""
            def upgrade():
                with op.get_context().autocommit_block():
                    op.create_index("i", "t", ["id"], postgresql_concurrently=True)
                op.execute("ALTER TABLE t ADD a int")
                op.execute("ALTER TABLE nowhere ADD a int")
            """)
        failed = process.receive()
        self.assertEqual(failed["event"], "failed")
        self.assertEqual(len(failed["outside"]), 1)
        self.assertIn("CONCURRENTLY", failed["outside"][0])
        process.close()
        self.assertEqual(sql(self.database, "SELECT count(*) FROM pg_attribute WHERE attname = 'a'"
                             " AND attrelid = 't'::regclass"), [["0"]])

    def test_a_missing_module_stops_it(self):
        process = self.start("""
            import missing_lib
            def upgrade():
                op.execute("CREATE TABLE half ()")
                missing_lib.more()
            """)
        failed = process.receive()
        self.assertEqual(failed["missing_module"], "missing_lib")
        process.close()
        self.assertEqual(sql(self.database, "SELECT to_regclass('half') IS NULL"), [["t"]])

    def test_the_password_is_shown_to_nobody(self):
        shown = ""
        for user, event in (("nobody_here", "error"), (keywords()["user"], "hello")):
            process = Process({
                "mode": "apply", "folder": str(self.folder),
                "connection": dict(keywords(self.database), password="marked-9b1f", user=user)})
            if event == "hello":
                for name in ("cmdline", "environ"):
                    with open("/proc/%d/%s" % (process.process.pid, name), "rb") as file:
                        shown += file.read().decode(errors="replace")
            answer = process.receive()
            self.assertEqual(answer["event"], event)
            shown += str(answer)
            if event == "hello":
                self.order(process, "r1", "def upgrade(): raise ValueError()")
                shown += str(process.receive())
            shown += process.printed()
            process.close()
        self.assertIn("ValueError", shown)
        self.assertNotIn("marked-9b1f", shown)


if __name__ == "__main__":
    tap.main()
