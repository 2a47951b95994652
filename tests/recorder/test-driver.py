# SPDX-License-Identifier: GPL-3.0-or-later
"""The lexer and the literals of the recorder, and each driver that is there, without SQLAlchemy."""

import datetime
import decimal
import importlib
import unittest
import uuid

from recorder import RecorderTest, keywords

import headway_driver
import headway_record
import headway_sql
import tap


class Lexer(unittest.TestCase):
    def test_split(self):
        for text, parts in (
            ("", []),
            (" ; ;-- nothing\n/* ; */", []),
            ("a;b", ["a", "b"]),
            ("SELECT ';', \";\", E'\\';', $$;$$, $a$;$$;$a$; b", None),
            ("a /* /* ; */ ; */ b; c", ["a /* /* ; */ ; */ b", "c"]),
            ("a /* never closed ; b", ["a /* never closed ; b"]),
            ("a $x$ never closed ; b", ["a $x$ never closed ; b"]),
            ("a ' never closed ; b", ["a ' never closed", "b"]),
            ("SELECT $1; b", ["SELECT $1", "b"]),
            ("CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; END",
             ["CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; END"]),
        ):
            found = headway_sql.split(text)
            if parts is None:
                self.assertEqual(len(found), 2, found)
            else:
                self.assertEqual(found, parts)

    def test_kind(self):
        for text, kind in (
            ("-- x\n (SELECT 1)", "data"), ("/* c */ commit", "control"),
            ("prepare transaction 'x'", "control"), ("PREPARE p AS SELECT 1", "definition"),
            ("ALTER TABLE t ADD a int", "definition"), ("with a as (select 1) select", "data"),
            ("", "definition"), ("DO $$ BEGIN END $$", "definition"),
        ):
            self.assertEqual(headway_sql.kind(text), kind, text)

    def test_concurrently(self):
        self.assertEqual(
            headway_sql.without_concurrently("CREATE INDEX concurrently \"CONCURRENTLY\" ON t (a)"),
            "CREATE INDEX  \"CONCURRENTLY\" ON t (a)")


VALUES = [None, True, 1, -1, 1.5, float("inf"), decimal.Decimal("-1.50"), "it's", "a\\b'\n", b"\x00\xff",
          datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 1, 2, 3, 4),
          datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.timezone.utc),
          datetime.timedelta(days=-1, seconds=5, microseconds=7), datetime.time(1, 2, 3),
          uuid.UUID(int=7), [1, 2], ["a", "b'"]]


class Drivers(RecorderTest):
    def drivers(self):
        """psycopg2 always; the others where this interpreter has them."""
        yield headway_driver.Psycopg2()
        try:
            importlib.import_module("psycopg")
        except ImportError:
            return
        yield headway_driver.Psycopg()

    def test_own_literals_are_read_back_as_they_were(self):
        driver = headway_driver.Psycopg2()
        recorder = headway_record.Recorder(driver, False)
        connection = driver.connect(keywords(self.database), recorder)
        cursor = connection.cursor()
        for value in VALUES:
            cursor.execute("SELECT " + headway_sql.literal(value))
            found = cursor.fetchone()[0]
            if isinstance(value, bytes):
                found = bytes(found)
            self.assertEqual(str(found) if isinstance(value, uuid.UUID) else found,
                             str(value) if isinstance(value, uuid.UUID) else value)
        connection.close()

    def test_each_driver_records(self):
        for driver in self.drivers():
            with self.subTest(driver.name):
                self.setUp()
                recorder = headway_record.Recorder(driver, True)
                connection = driver.connect(keywords(self.database), recorder)
                self.assertEqual(driver.transaction(connection), headway_driver.READY)
                direction = recorder.direction = headway_record.Direction("upgrade")
                cursor = connection.cursor()
                cursor.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('50%')")
                cursor.execute("INSERT INTO t VALUES (%s)", ("o'clock %s",))
                cursor.executemany("INSERT INTO t VALUES (%s)", [("x",), (None,)])
                self.assertEqual(cursor.rowcount, 2)
                cursor.execute("INSERT INTO nowhere VALUES (1)")
                cursor.execute("SELECT relname FROM pg_class WHERE relname = %s", ("t",))
                self.assertEqual(cursor.fetchall(), [("t",)])
                self.assertIsNone(direction.reads)
                cursor.execute("SELECT a FROM t ORDER BY a")
                self.assertEqual(len(cursor.fetchall()), 4)
                self.assertIsNotNone(direction.reads)
                with self.assertRaises(driver.module.Error):
                    cursor.execute("ALTER TABLE nowhere ADD a int")
                self.assertEqual(direction.failed["sqlstate"], "42P01")
                connection.commit()
                self.assertTrue(recorder.committed)
                connection.autocommit = True
                cursor.execute("CREATE INDEX CONCURRENTLY i ON t (a)")
                recorder.direction = None
                statements = direction.as_json()["statements"]
                self.assertEqual([s["sql"] for s in statements][2:5], [
                    "INSERT INTO t VALUES ('o''clock %s')", "INSERT INTO t VALUES ('x')",
                    "INSERT INTO t VALUES (NULL)"])
                self.assertEqual(len(statements), 8)
                self.assertEqual([s["in_transaction"] for s in statements], [True] * 7 + [False])
                self.assertEqual(len(direction.notes), 1)
                self.assertGreater(driver.pid(connection), 0)
                there = keywords(self.database)
                self.assertEqual(driver.place(connection), {
                    "username": there["user"], "host": there["host"], "port": int(there["port"]),
                    "database": self.database})
                connection.close()


if __name__ == "__main__":
    tap.main()
