# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives data/recorder as Headway does, over lines of JSON, against the tests' server."""

import atexit
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "data/recorder")]

PYTHON = "/usr/bin/python3"
PROGRAM = str(ROOT / "data/recorder/headway_recorder.py")
HEADER = "from alembic import op\nimport sqlalchemy as sa\nrevision = '{0}'\ndown_revision = None\n"
DOWN = "\ndef downgrade():\n    pass\n"


def start_server():
    """A server for this program alone, where tests/run has not started one for all."""
    folder = tempfile.mkdtemp(prefix="headway-recorder-")
    os.chmod(folder, 0o711)
    tool = str(ROOT / "data/private-postgres")

    def stop():
        subprocess.run([tool, "stop", folder + "/server"], check=True)
        os.rmdir(folder)

    atexit.register(stop)
    subprocess.run([tool, "start", folder + "/server"], check=True, stdout=subprocess.DEVNULL)
    os.environ.update(HW_TEST_PGHOST=folder + "/server", HW_TEST_PGPORT="5432",
                      HW_TEST_PGUSER="admin")


if "HW_TEST_PGHOST" not in os.environ:
    start_server()


def keywords(database="postgres"):
    return {"host": os.environ["HW_TEST_PGHOST"], "port": os.environ["HW_TEST_PGPORT"],
            "user": os.environ["HW_TEST_PGUSER"], "dbname": database}


def sql(database, text):
    """Rows as text: a list of lists."""
    connection = keywords(database)
    done = subprocess.run(
        ["psql", "-X", "-q", "-At", "-F", "|", "-v", "ON_ERROR_STOP=1", "-h", connection["host"],
         "-p", connection["port"], "-U", connection["user"], database, "-c", text],
        check=True, capture_output=True, text=True)
    return [line.split("|") for line in done.stdout.splitlines()]


class Process:
    """The recorder at work."""

    def __init__(self, request, environment=None):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PYTHON, "-B", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.errors, env=dict(os.environ, **(environment or {})))
        self.send(request)

    def send(self, message):
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            raise AssertionError("the recorder ended: " + self.errors.read().decode())
        return json.loads(line)

    def printed(self):
        self.errors.seek(0)
        return self.errors.read().decode()

    def close(self):
        self.process.stdin.close()
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.errors.close()
        return status


class RecorderTest(unittest.TestCase):
    """A fresh folder and a fresh database for each test."""

    number = 0

    def setUp(self):
        RecorderTest.number += 1
        self.database = "recorder_%d_%d" % (os.getpid(), RecorderTest.number)
        sql("postgres", 'CREATE DATABASE "%s"' % self.database)
        self.addCleanup(sql, "postgres", 'DROP DATABASE "%s" WITH (FORCE)' % self.database)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
        return str(path)

    def revision(self, identifier, body, header=HEADER):
        """Writes a revision file; a body without downgrade() gets an empty one."""
        body = textwrap.dedent(body)
        if "def downgrade" not in body and header:
            body += DOWN
        path = self.folder / (identifier + ".py")
        path.write_text(header.format(identifier) + body)
        return {"id": identifier, "file": str(path), "version": [identifier]}

    def record(self, *revisions, environment=None, **more):
        """The reports by revision, and the account at the end."""
        request = {"mode": "record", "connection": keywords(self.database),
                   "folder": str(self.folder), "path": [str(self.folder)], "create_roles": True,
                   "settings": {"session_replication_role": "replica"},
                   "version_table": "alembic_version", "revisions": list(revisions)}
        request.update(more)
        process = Process(request, environment)
        self.hello = process.receive()
        self.assertEqual(self.hello["event"], "hello", self.hello)
        reports = {}
        while True:
            message = process.receive()
            if message["event"] == "end":
                break
            reports[message["id"]] = message
            if not message["failed"]:
                process.send({"command": "go on"})
        self.printed = process.printed()
        self.assertEqual(process.close(), 0)
        return reports, message

    def one(self, body, **more):
        """The report of a history of one revision."""
        reports, _ = self.record(self.revision("r1", body), **more)
        return reports["r1"]

    def texts(self, direction):
        return [statement["sql"] for statement in direction["statements"]]
