# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of one's own for a test of the command: programs run there, databases with a prefix.

Needs what tests/run exports (HW_TEST_PG…) and HEADWAY, the built program.
"""

import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

import child

_numbers = itertools.count()


class Workplace:
    """Everything Headway keeps (cache, trust) stays in the folder too."""

    def __init__(self, cache=None, folder=None, prefix=None):
        self.folder = folder or pathlib.Path(tempfile.mkdtemp(prefix="hw-cli-"))
        self.folder.mkdir(exist_ok=True)
        self.folder.chmod(0o711)
        self.prefix = prefix or f"cli{os.getpid()}x{next(_numbers)}_"
        self.databases = []
        self.environment = {
            **os.environ,
            "PGHOST": os.environ["HW_TEST_PGHOST"],
            "PGPORT": os.environ["HW_TEST_PGPORT"],
            "PGUSER": os.environ["HW_TEST_PGUSER"],
            "XDG_CACHE_HOME": str(cache or self.folder / "cache"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "share"),
        }

    def close(self):
        """Drops the databases and removes the folder."""
        for name in self.databases:
            self.run("dropdb", "--if-exists", "--force", name)
        shutil.rmtree(self.folder)

    def run(self, *command, check=True, **more):
        """A program in the folder; its output as text."""
        more.setdefault("env", self.environment)
        if "input" not in more:
            more["stdin"] = subprocess.DEVNULL
        done = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder, capture_output=True, text=True, check=False, timeout=300, **more,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def headway(self, *arguments, status=0, **more):
        """The built program; anything but this exit status is a failure (None: whatever it is).

        What it said, on either stream, is `said` of the answer.
        """
        done = self.run(os.environ["HEADWAY"], *arguments, check=False, **more)
        done.said = done.stdout + done.stderr
        if status is not None and done.returncode != status:
            raise AssertionError(
                f"headway {' '.join(arguments)} ended with {done.returncode}, not {status}\n"
                f"{done.stdout}{done.stderr}"
            )
        return done

    def headway_json(self, *arguments, status=0):
        return json.loads(self.headway(*arguments, "--json", status=status).stdout)

    def start_headway(self, *arguments):
        """The built program, not waited for."""
        return child.start(
            [os.environ["HEADWAY"], *arguments],
            cwd=self.folder, env=self.environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def start_psql(self, sql):
        """psql on the first database, not waited for."""
        return child.start(
            ["psql", "-Xq", "-d", self.databases[0], "-c", sql],
            cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def sql(self, database, sql):
        """The rows of a query as lists of text."""
        done = self.run(
            "psql", "-XqAtF\t", "-v", "ON_ERROR_STOP=1", "-d", _conninfo(database), "-c", sql
        )
        return [line.split("\t") for line in done.stdout.splitlines()]

    def wait_for(self, database, condition, seconds=30):
        """Waits until this SQL expression is true."""
        deadline = time.monotonic() + seconds
        while self.sql(database, f"SELECT {condition}") != [["t"]]:
            if time.monotonic() > deadline:
                raise AssertionError(f"never came true: {condition}")
            time.sleep(0.1)

    def write(self, path, text):
        """A file of the folder."""
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _conninfo(database):
    escaped = database.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{escaped}'"


def interrupt(process):
    """Ctrl-C; the exit status and everything the program printed."""
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    return process.returncode, output + errors
