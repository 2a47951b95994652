# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that wants passwords, a session bus and a keyring of one's own, for tests."""

import pathlib
import signal
import subprocess
import time
import unittest

import child
import workplace

ROOT = pathlib.Path(__file__).parents[2]
# What no file, argument, environment, log or message may hold.
MARK = "pw-MARKED-8d1f"
FLEET = """\
[Fleet]
Name=Guarded shop

[Service shop]
Migrations=migrations

[Database shop@local]
Connection=host={host} port=5432 dbname=shop user=keeper
"""
BUS = """\
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
class Guarded(unittest.TestCase):
    """A server that wants a password from "keeper", a session bus, and an unlocked keyring."""

    @classmethod
    def setUpClass(cls):
        cls.base = workplace.Workplace()
        cls.server = cls.base.folder / "server"
        hba = cls.base.folder / "hba.conf"
        hba.write_text("local all admin trust\nlocal all all scram-sha-256\n", encoding="utf-8")
        cls.addClassCleanup(cls.base.close)
        cls.addClassCleanup(cls.base.run, ROOT / "data/private-postgres", "stop", cls.server)
        cls.base.run(
            ROOT / "data/private-postgres", "start", cls.server,
            f"hba_file={hba}", "log_statement=all", "log_min_messages=debug1",
        )
        cls.base.environment |= {"PGHOST": str(cls.server), "PGPORT": "5432", "PGUSER": "admin"}
        cls.base.sql("postgres", f"CREATE ROLE keeper LOGIN PASSWORD '{cls.scram()}'")
        cls.base.run("createdb", "-O", "keeper", "shop")

    @classmethod
    def scram(cls):
        """The verifier of the password, so that not even the server's log gets to see it."""
        import base64
        import hashlib
        import hmac

        salt, rounds = b"0123456789abcdef", 4096
        salted = hashlib.pbkdf2_hmac("sha256", MARK.encode(), salt, rounds)
        client = hmac.digest(salted, b"Client Key", "sha256")
        stored = base64.b64encode(hashlib.sha256(client).digest()).decode()
        server = base64.b64encode(hmac.digest(salted, b"Server Key", "sha256")).decode()
        return f"SCRAM-SHA-256${rounds}:{base64.b64encode(salt).decode()}${stored}:{server}"

    def setUp(self):
        self.place = workplace.Workplace()
        self.addCleanup(self.place.close)
        home = self.place.folder
        self.place.environment |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/bus",
        }
        for name in ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGPASSFILE"):
            self.place.environment.pop(name, None)
        (home / "run").mkdir(mode=0o700)
        self.place.write("migrations/001_goods.sql", "CREATE TABLE goods ();\n")
        self.fleet()
        self.processes = []
        self.addCleanup(self.stop_processes)

    def tearDown(self):
        self.assert_no_mark()

    def fleet(self, more="", old="", new=""):
        text = FLEET.format(host=self.server)
        if old:
            self.assertIn(old, text)
        self.place.write("headway.fleet", text.replace(old, new) + more)

    def start(self, *command, **more):
        process = child.start(
            command, env=self.place.environment, cwd=self.place.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more,
        )
        self.processes.append(process)
        return process

    def stop_processes(self):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(timeout=10)
            if process.stdin:
                process.stdin.close()

    def start_bus(self):
        self.place.write("bus.conf", BUS.format(folder=self.place.folder))
        self.start("dbus-daemon", f"--config-file={self.place.folder}/bus.conf", "--nofork")
        self.wait_until(lambda: (self.place.folder / "bus").exists())

    def start_keyring(self):
        self.start_bus()
        daemon = self.start(
            "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
            stdin=subprocess.PIPE,
        )
        daemon.stdin.write(b"keyring password")
        daemon.stdin.close()
        ask = ("gdbus", "wait", "--session", "--timeout=20", "org.freedesktop.secrets")
        self.place.run(*ask)
        return daemon

    def wait_until(self, condition):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def store(self, password=MARK, **more):
        return self.place.headway(
            "credentials", "set", "shop@local", input=password + "\n", **more
        )

    def connect(self, status=0, **more):
        """Any command that connects; it says what went wrong on standard error."""
        return self.place.headway("schema", "shop@local", status=status, **more)

    def assert_no_mark(self):
        """Nothing below the folder, and nothing the server wrote, holds the password."""
        mark = MARK.encode()
        for folder in (self.place.folder, self.server):
            for path in folder.rglob("*"):
                if path.is_file() and path.name not in (".pgpass", "secret"):
                    self.assertNotIn(mark, path.read_bytes(), path)
