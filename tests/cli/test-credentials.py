#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords: a real keyring, a server that wants them, and every way in which that can go wrong."""

import os
import pathlib
import pty
import signal
import subprocess
import textwrap
import time

import child
import tap
from guarded import MARK, Guarded

# A stand-in for kubectl: checks what it was asked, records what it was given, forwards.
KUBECTL = """\
#!/usr/bin/python3
import os, socket, sys, threading
with open("kubectl.log", "a", encoding="utf-8") as log:
    print(os.getpid(), sys.argv[1:], sorted(os.environ.items()), file=log)
if sys.argv[1:] != ["-n", "shop", "port-forward", "svc/post gres", ":5432"]:
    sys.exit("error: unknown arguments")
def copy(source, target):
    while data := source.recv(65536):
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)
listener = socket.create_server(("127.0.0.1", 0))
print("Forwarding from 127.0.0.1:%d -> 5432" % listener.getsockname()[1], flush=True)
print("Forwarding from [::1]:1 -> 5432", flush=True)
while True:
    near, _ = listener.accept()
    far = socket.socket(socket.AF_UNIX)
    far.connect("{host}/.s.PGSQL.5432")
    for pair in ((near, far), (far, near)):
        threading.Thread(target=copy, args=pair, daemon=True).start()
"""


class Keyring(Guarded):
    """Stored, found, wrong, missing, forgotten."""

    def test_stored_password_is_used(self):
        self.start_keyring()
        done = self.connect(status=3)
        self.assertIn("wants a password", done.stderr)
        self.assertIn("headway credentials set shop@local", done.stderr)
        self.assertNotIn("keyring", done.stderr.replace("in the keyring", ""))
        self.assertIn("takes it", self.store().stdout)
        self.connect()
        listed = self.place.headway_json("credentials", "list")["credentials"]
        self.assertEqual(
            [{"service": "shop", "environment": "local", "host": str(self.server), "port": "5432",
              "database": "shop", "user": "keeper"}], listed,
        )
        self.assertIn("keeper", self.place.headway("credentials", "list").stdout)
        forgotten = self.place.headway_json("credentials", "forget", "shop@local")
        self.assertEqual({"forgotten": ["shop@local"]}, forgotten)
        self.connect(status=3)
        self.place.headway("credentials", "forget", "shop@local", status=2)
        self.assertEqual([], self.place.headway_json("credentials", "list")["credentials"])

    def test_line_of_windows(self):
        self.start_keyring()
        self.assertIn("takes it", self.store(MARK + "\r").stdout)

    def test_wrong_password_is_not_stored(self):
        self.start_keyring()
        done = self.store("something else", status=3)
        self.assertIn("Nothing was stored", done.stderr)
        self.assertNotIn("something else", done.stdout + done.stderr)
        self.assertEqual([], self.place.headway_json("credentials", "list")["credentials"])
        self.store("", status=2)

    def test_password_that_became_wrong(self):
        self.start_keyring()
        self.store()
        self.base.sql("postgres", "ALTER ROLE keeper PASSWORD 'changed'")
        try:
            done = self.connect(status=3)
        finally:
            self.base.sql("postgres", f"ALTER ROLE keeper PASSWORD '{self.scram()}'")
        self.assertIn("came from the keyring", done.stderr)
        self.assertIn("headway credentials set shop@local", done.stderr)

    def test_elsewhere_gets_no_password(self):
        """Another host, port, database, user, environment or fleet does not get it."""
        self.start_keyring()
        self.store()
        (self.server / ".s.PGSQL.6000").symlink_to(".s.PGSQL.5432")
        self.addCleanup((self.server / ".s.PGSQL.6000").unlink)
        other = self.place.folder / "other"
        other.symlink_to(self.server)
        changes = [
            (f"host={self.server}", f"host={other}"), ("port=5432", "port=6000"),
            ("dbname=shop", "dbname=postgres"), ("shop@local", "shop@staging"),
            ("Name=Guarded shop", "Name=Other"),
        ]
        for old, new in changes:
            with self.subTest(new):
                self.fleet(old=old, new=new)
                done = self.place.headway("schema", "shop", status=3)
                self.assertIn("wants a password", done.stderr)
        self.fleet(old="Migrations", new="# moved\nMigrations")
        self.connect()

    def test_unreachable_is_stored_untried(self):
        self.start_keyring()
        self.fleet(old="port=5432", new="port=1")
        self.assertIn("not tried", self.store().stdout)

    def test_typed_without_echo(self):
        self.start_keyring()
        leader, follower = pty.openpty()
        process = child.start(
            [os.environ["HEADWAY"], "credentials", "set", "shop@local"],
            cwd=self.place.folder, env=self.place.environment,
            stdin=follower, stdout=follower, stderr=follower,
        )
        os.close(follower)
        seen = b""
        while b"Password for shop@local:" not in seen:
            seen += os.read(leader, 1000)
        time.sleep(0.2)
        os.write(leader, MARK.encode() + b"\n")
        try:
            while chunk := os.read(leader, 1000):
                seen += chunk
        except OSError:
            pass
        os.close(leader)
        self.assertEqual(0, process.wait(timeout=30), seen)
        self.assertNotIn(MARK.encode(), seen)
        self.connect()

    def test_locked(self):
        """Said plainly, nobody is asked, and what needs no password goes on."""
        self.start_keyring()
        self.store()
        self.place.run(
            "gdbus", "call", "--session", "--dest=org.freedesktop.secrets",
            "--object-path=/org/freedesktop/secrets",
            "--method=org.freedesktop.Secret.Service.Lock",
            "['/org/freedesktop/secrets/collection/login']",
        )
        began = time.monotonic()
        done = self.connect(status=3)
        self.assertLess(time.monotonic() - began, 5)
        self.assertIn("The keyring is locked, so 1 password of this fleet", done.stderr)
        self.fleet(old="user=keeper", new="user=admin")
        self.assertIn("The keyring is locked", self.connect().stderr)
        self.assertIn("locked", self.place.headway("credentials", "list", status=3).stderr)
        began = time.monotonic()
        self.assertIn("cannot be used: it is locked", self.store(status=3).stderr)
        forgotten = self.place.headway("credentials", "forget", "shop@local", status=3)
        self.assertIn("cannot be used: it is locked", forgotten.stderr)
        self.assertLess(time.monotonic() - began, 15)

    def test_slow(self):
        """A Secret Service that never answers costs two seconds, once, and is named."""
        daemon = self.start_keyring()
        self.store()
        daemon.send_signal(signal.SIGSTOP)
        self.fleet("[Database shop@two]\n"
                   f"Connection=host={self.server} port=5432 dbname=shop user=keeper\n")
        began = time.monotonic()
        done = self.place.headway("current", status=3)
        self.assertLess(time.monotonic() - began, 5)
        self.assertIn("did not answer within 2 s", done.stderr)
        self.fleet(old="user=keeper", new="user=admin")
        began = time.monotonic()
        self.connect()
        self.assertLess(time.monotonic() - began, 5)
        self.place.headway("credentials", "list", status=3)

    def test_no_service_and_no_bus(self):
        self.start_bus()
        done = self.connect(status=3)
        self.assertIn("There is no keyring", done.stderr)
        self.assertIn("no keyring", self.store(status=3).stderr.lower())
        del self.place.environment["DBUS_SESSION_BUS_ADDRESS"]
        done = self.connect(status=3)
        self.assertIn("no session bus", done.stderr)
        self.assertIn("no session bus", self.store(status=3).stderr)
        self.fleet(old="user=keeper", new="user=admin")
        self.assertNotIn("keyring", self.connect().stderr)

    def test_no_library(self):
        self.start_keyring()
        folder = self.place.folder / "broken"
        folder.mkdir()
        (folder / "libsecret-1.so.0").write_bytes(b"")
        self.place.environment["LD_LIBRARY_PATH"] = str(folder)
        self.assertIn("libsecret is not installed", self.connect(status=3).stderr)
        self.assertIn("libsecret is not installed", self.store(status=3).stderr)
        self.place.write("secret", MARK + "\n")
        (self.place.folder / "secret").chmod(0o600)
        self.fleet("PasswordFile=secret\n")
        self.connect()


class OtherWays(Guarded):
    """libpq's own ways, PasswordFile=, PasswordCommand=, and who may run."""

    def setUp(self):
        super().setUp()
        del self.place.environment["DBUS_SESSION_BUS_ADDRESS"]

    def test_pgpass_and_environment(self):
        pgpass = self.place.folder / ".pgpass"
        pgpass.write_text(f"*:*:shop:keeper:{MARK}\n", encoding="utf-8")
        pgpass.chmod(0o600)
        self.connect()
        pgpass.write_text("*:*:shop:keeper:wrong\n", encoding="utf-8")
        done = self.connect(status=3)
        self.assertIn(".pgpass", done.stderr)
        self.assertIn("headway credentials set shop@local", done.stderr)

    def test_keyring_comes_first(self):
        self.place.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.place.folder}/bus"
        self.start_keyring()
        self.store()
        self.place.environment["PGPASSWORD"] = "wrong"
        self.connect()

    def test_password_file(self):
        secret = self.place.folder / "secret"
        self.fleet("PasswordFile=secret\n")
        self.assertIn("cannot be read", self.connect(status=3).stderr)
        secret.write_text(MARK + "\nmore\n", encoding="utf-8")
        secret.chmod(0o640)
        done = self.connect(status=3)
        self.assertIn("chmod 600", done.stderr)
        self.assertIn("not used", done.stderr)
        secret.chmod(0o600)
        self.connect()
        secret.write_text("wrong\n", encoding="utf-8")
        self.assertIn("came from the PasswordFile", self.connect(status=3).stderr)
        secret.write_text("\n", encoding="utf-8")
        self.assertIn("holds no password", self.connect(status=3).stderr)

    def command(self, code):
        self.place.write("give", "#!/bin/sh\n" + code)
        (self.place.folder / "give").chmod(0o755)
        self.fleet("PasswordCommand=./give 'two words'\n")

    def test_password_command(self):
        secret = self.place.folder / "secret"
        secret.write_text(MARK + "\n", encoding="utf-8")
        self.command('touch ran; [ "$*" = "two words" ] && env >env.log && cat secret; echo more\n')
        done = self.connect(status=4)
        self.assertIn("headway fleet trust", done.stderr)
        self.assertFalse((self.place.folder / "ran").exists())
        self.connect_trusted()
        self.place.headway("fleet", "trust")
        self.place.environment["PGPASSFILE"] = "/nowhere"
        self.connect()
        self.fleet("PasswordCommand=./give 'two words' changed\n")
        self.assertIn("headway fleet trust", self.connect(status=4).stderr)

    def connect_trusted(self, status=0):
        return self.place.headway("schema", "shop@local", "--trust", status=status)

    def test_password_command_that_fails(self):
        self.command("echo 'no such item' >&2; exit 1\n")
        self.assertIn("no such item", self.connect_trusted(status=3).stderr)
        self.command("exit 0\n")
        self.assertIn("wrote no password", self.connect_trusted(status=3).stderr)
        self.command("sleep 600 & echo $! >sleeper; wait\n")
        began = time.monotonic()
        self.assertIn("did not end in time", self.connect_trusted(status=3).stderr)
        self.assertLess(time.monotonic() - began, 14)
        sleeper = (self.place.folder / "sleeper").read_text(encoding="utf-8").strip()
        self.wait_until(lambda: gone(sleeper))

    def tunnel(self, command="./kubectl -n shop port-forward 'svc/post gres' :5432"):
        self.place.write("kubectl", KUBECTL.replace("{host}", str(self.server)))
        (self.place.folder / "kubectl").chmod(0o755)
        secret = self.place.folder / "secret"
        secret.write_text(MARK + "\n", encoding="utf-8")
        secret.chmod(0o600)
        self.fleet(f"PasswordFile=secret\nTunnel={command}\n",
                   old=f"host={self.server}", new="host=far.example")

    def tunnels(self):
        log = (self.place.folder / "kubectl.log").read_text(encoding="utf-8")
        return [line.split()[0] for line in log.splitlines()]

    def test_tunnel(self):
        self.tunnel()
        self.assertIn("headway fleet trust", self.connect(status=4).stderr)
        self.assertFalse((self.place.folder / "kubectl.log").exists())
        self.place.environment["PGPASSWORD"] = MARK
        self.connect_trusted()
        self.assertEqual(1, len(self.tunnels()))
        self.wait_until(lambda: gone(self.tunnels()[0]))

    def test_tunnel_that_fails(self):
        self.tunnel("./kubectl get pods")
        done = self.connect_trusted(status=3)
        self.assertIn("error: unknown arguments", done.stderr)
        self.tunnel("./nothing-here")
        self.assertIn("cannot be started", self.connect_trusted(status=3).stderr)

    def test_tunnel_with_a_port_of_ours(self):
        self.tunnel("./forward {port}")
        forward = KUBECTL.split("def copy")[1].split('print("Forwarding')[0]
        self.place.write("forward", (
            "#!/usr/bin/python3\nimport socket, sys, threading, time\ntime.sleep(0.3)\ndef copy"
            + forward.replace('("127.0.0.1", 0)', '("127.0.0.1", int(sys.argv[1]))')
            + KUBECTL[KUBECTL.index("while True:"):].replace("{host}", str(self.server))
        ))
        (self.place.folder / "forward").chmod(0o755)
        self.connect_trusted()

    def test_tunnel_ends_with_a_killed_headway(self):
        self.tunnel()
        locked = self.start("psql", "-Xq", "-h", str(self.server), "-U", "admin", "-d", "shop",
                            "-c", "BEGIN; LOCK pg_catalog.pg_class; SELECT pg_sleep(600)")
        self.base.wait_for("postgres", "EXISTS (SELECT 1 FROM pg_locks WHERE relation = "
                                       "'pg_catalog.pg_class'::regclass AND mode = "
                                       "'AccessExclusiveLock')")
        process = self.place.start_headway("schema", "shop@local", "--trust")
        self.wait_until(lambda: (self.place.folder / "kubectl.log").exists() and self.tunnels())
        process.kill()
        process.communicate()
        self.wait_until(lambda: gone(self.tunnels()[0]))
        locked.kill()
        self.base.sql("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                  "WHERE datname = 'shop'")

    def test_processes_show_nothing(self):
        """While the password is in use no argument and no child's environment has it."""
        self.command(textwrap.dedent("""\
            for process in /proc/[0-9]*; do
              tr '\\0' '\\n' <$process/cmdline; [ $process = /proc/$$ ] && cat $process/environ
            done >seen.log 2>/dev/null
            cat secret
            """))
        (self.place.folder / "secret").write_text(MARK + "\n", encoding="utf-8")
        self.place.environment["PGPASSWORD"] = MARK
        self.place.environment["PGUSER"] = "keeper"
        self.connect_trusted()
        del self.place.environment["PGPASSWORD"]
        self.connect_trusted()
        self.assertIn(b"give", (self.place.folder / "seen.log").read_bytes())


class Python(Guarded):
    """A revision that must run in Python gets the password over a pipe, from wherever it is."""

    REVISIONS = {
        "001": 'op.create_table("goods", sa.Column("id", sa.Integer, primary_key=True))',
        "002": 'op.bulk_insert(sa.table("goods", sa.column("id")), [{"id": 1 + len(op.get_bind()'
               '.execute(sa.text("SELECT id FROM goods")).all())}]); look()',
    }

    def setUp(self):
        super().setUp()
        del self.place.environment["DBUS_SESSION_BUS_ADDRESS"]
        below = "None"
        for revision, body in self.REVISIONS.items():
            self.place.write(f"migrations/versions/{revision}_x.py", (
                "import os, sys\nimport sqlalchemy as sa\nfrom alembic import op\n"
                f'revision = "{revision}"\ndown_revision = {below}\n\n\n'
                "def look():\n"
                f'    with open("{self.place.folder}/seen.log", "a") as log:\n'
                "        print(dict(os.environ), sys.argv, file=log)\n\n\n"
                f"def upgrade():\n    {body}\n\n\ndef downgrade():\n    pass\n"
            ))
            below = repr(revision)
        (self.place.folder / "migrations/001_goods.sql").unlink()
        self.place.write("migrations/env.py", "")
        self.base.run("createdb", "-O", "keeper", "-T", "template0", "pyshop")
        self.addCleanup(self.base.run, "dropdb", "--force", "pyshop")

    def upgrade(self, more=""):
        self.fleet(more, old="dbname=shop", new="dbname=pyshop")
        self.place.headway("upgrade", "shop@local", "--yes", "--trust")
        self.assertEqual([["1"]], self.base.sql("pyshop", "SELECT id FROM goods"))
        self.assertTrue((self.place.folder / "seen.log").exists())

    def test_from_a_file(self):
        secret = self.place.folder / "secret"
        secret.write_text(MARK, encoding="utf-8")
        secret.chmod(0o600)
        self.upgrade("PasswordFile=secret\n")

    def test_from_the_environment(self):
        self.place.environment["PGPASSWORD"] = MARK
        self.upgrade()

    def test_from_the_keyring(self):
        self.place.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.place.folder}/bus"
        self.start_keyring()
        self.fleet(old="dbname=shop", new="dbname=pyshop")
        self.store()
        self.upgrade()


def gone(process):
    """Whether this process has ended (a zombie has)."""
    try:
        text = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return True
    return text.rpartition(")")[2].split()[0] == "Z"


if __name__ == "__main__":
    tap.main()
