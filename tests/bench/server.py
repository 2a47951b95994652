# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server for one benchmark. Nothing is synced: the disk hides no program's slowness."""

import contextlib
import os
import shutil
import statistics
import subprocess
import sys

import bench

PRIVATE_POSTGRES = bench.ROOT / "data/private-postgres"


class Server:
    """Runs in a folder, with everything that Headway keeps (cache, trust) in the same folder."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "server"
        self.environment = {
            **{name: value for name, value in os.environ.items()
               if not name.startswith("PG") and name not in {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY"}},
            "PGHOST": str(self.socket),
            "PGUSER": "admin",
            "PGDATABASE": "postgres",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_STATE_HOME": str(folder / "state"),
        }

    def run(self, *command, **more):
        """A program that must succeed; what it writes to standard output."""
        more.setdefault("cwd", self.folder)
        more.setdefault("env", self.environment)
        done = subprocess.run([str(word) for word in command], check=True, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **more)
        return done.stdout

    def psql(self, database, *arguments):
        return self.run("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, *arguments)

    def conninfo(self, database):
        return f"host={self.socket} user=admin dbname={database}"


def install_from_npm(place, package):
    """The folder of a package that is installed for this run; None, and said so, where it cannot be
    had."""
    try:
        if shutil.which("npm") is None:
            raise FileNotFoundError("npm is not there")
        place.run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix",
                  place.folder / "npm", package)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        print(f"{package} cannot be installed here, so it is not measured: {error}",
              file=sys.stderr)
        return None
    return place.folder / "npm/node_modules" / package


@contextlib.contextmanager
def start(folder, *settings):
    """Without autovacuum, which would come and go between two measurements."""
    folder.chmod(0o711)
    server = Server(folder)
    subprocess.run([PRIVATE_POSTGRES, "start", server.socket, "autovacuum=off", *settings],
                   check=True, stdin=subprocess.DEVNULL)
    try:
        yield server
    finally:
        subprocess.run([PRIVATE_POSTGRES, "stop", server.socket], check=True)


def race_on_fresh(place, rounds, *programs):
    """The median time of each function, each time with a fresh database "shop", run in turn; each
    round begins with another one, since what ran before leaves the server something to do."""
    times = {program: [] for program in programs}
    for turn in range(rounds + 1):
        first = turn % len(programs)
        for program in programs[first:] + programs[:first]:
            place.psql("postgres", "-c", "DROP DATABASE IF EXISTS shop", "-c", "CREATE DATABASE shop")
            times[program].append(bench.clock(program))
    # The first round only warms caches.
    return [statistics.median(column[1:]) for column in times.values()]
