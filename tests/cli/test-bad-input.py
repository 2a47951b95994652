#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fleet files, histories and command lines that are wrong: the error says where and what to do."""

import json
import os
import subprocess
import unittest

import shop
import tap
import workplace

REVISION = '"""{0}"""\nrevision = "{0}"\ndown_revision = {1}\n\n\ndef upgrade():\n    {2}\n\n\n' \
           "def downgrade():\n    pass\n"


class BadFleet(unittest.TestCase):
    """A fleet file that says something wrong is refused with its line."""

    def setUp(self):
        self.place = workplace.Workplace()
        self.addCleanup(self.place.close)
        self.place.write("migrations/001_goods.sql", "CREATE TABLE goods ();\n")

    def refuses(self, text, line, *words):
        """`headway status` refuses this fleet file, at this line (None: anywhere)."""
        self.place.write("headway.fleet", text)
        done = self.place.headway("status", status=2)
        self.assertEqual("", done.stdout)
        self.assertIn("headway.fleet" + (f":{line}:" if line else ""), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        error = self.place.headway_json("status", status=2)["error"]
        self.assertEqual("fleet-file", error["code"])
        self.assertTrue(error["hint"])

    def test_no_file(self):
        done = self.place.headway("status", status=2)
        self.assertIn("headway.fleet", done.stderr)
        self.assertIn("headway fleet new", done.stderr)

    def test_not_a_key_file(self):
        self.refuses("hello\n", 1)

    def test_half_written(self):
        self.refuses("[Fleet]\nName=Shop\n\n[Service sh", 4)

    def test_not_text(self):
        (self.place.folder / "headway.fleet").write_bytes(b"[Fleet]\nName=\xff\xfe\x00\n")
        self.place.headway("status", status=2)

    def test_unknown_key(self):
        self.refuses("[Service shop]\nMigration=migrations\n", 2, "Migration", "Migrations")

    def test_unknown_group(self):
        self.refuses("[Servise shop]\nMigrations=migrations\n", 1, "Servise")

    def test_password(self):
        secret = "hunter2-marked"
        text = "[Service shop]\nMigrations=migrations\n[Database shop@local]\n" \
               f"Connection=host=localhost password={secret}\n"
        self.refuses(text, 4, "headway credentials set")
        for arguments in (("status",), ("status", "--json")):
            done = self.place.headway(*arguments, status=2)
            self.assertNotIn(secret, done.stdout + done.stderr)

    def test_circle(self):
        text = "[Service a]\nMigrations=migrations\nAfter=b\n[Service b]\nMigrations=migrations\nAfter=a\n"
        self.refuses(text, None, "a", "b")

    def test_missing_folder(self):
        self.refuses("[Service shop]\nMigrations=nowhere\n", 2, "nowhere")


class BadHistory(unittest.TestCase):
    """A history that cannot be is refused with the name of its file."""

    def setUp(self):
        self.place = shop.Shop(files={})
        self.addCleanup(self.place.close)
        self.place.write("migrations/alembic.ini", "[alembic]\nscript_location = script\n")
        self.place.write("migrations/script/env.py", "")
        self.revision("a1", None)

    def revision(self, name, down, body="pass"):
        self.place.write(
            f"migrations/script/versions/{name}_x.py", REVISION.format(name, repr(down), body)
        )

    def refuses(self, *words):
        done = self.place.headway("heads", status=2)
        for word in words:
            self.assertIn(word, done.said)
        answer = self.place.headway_json("status", status=None)
        self.assertIn(words[0], json.dumps(answer))

    def test_good(self):
        self.assertEqual("a1", self.place.headway_json("heads")["services"][0]["heads"][0])

    def test_one_hides_no_other(self):
        with open(self.place.folder / "headway.fleet", "a", encoding="utf-8") as file:
            file.write("\n[Service other]\nMigrations=other\n")
        self.place.write("other/versions/b1.py", "revision = 'b1'\ndown_revision = 'gone'\n")
        done = self.place.headway("heads", status=2)
        self.assertIn("a1", done.stdout)
        self.assertIn("other/versions/b1.py", done.stderr)
        good, bad = self.place.headway_json("heads", status=2)["services"]
        self.assertEqual(["a1"], good["heads"])
        self.assertIn("gone", bad["error"]["message"])

    def test_missing_parent(self):
        self.revision("b1", "nope")
        self.refuses("b1_x.py", "nope")

    def test_circle(self):
        self.revision("b1", "c1")
        self.revision("c1", "b1")
        self.refuses("b1", "c1")

    def test_duplicate(self):
        self.place.write("migrations/script/versions/other.py", REVISION.format("a1", "None", "pass"))
        self.refuses("a1_x.py", "other.py")

    def test_not_python(self):
        (self.place.folder / "migrations/script/versions/b1.py").write_bytes(b"\x7fELF\x00\xff")
        self.refuses("b1.py")

    def test_no_plain_file(self):
        """Nobody writes into the FIFO: whoever opened it would wait for ever."""
        fifo = self.place.folder / "fifo"
        os.mkfifo(fifo)
        revision = self.place.folder / "migrations/script/versions/b1.py"
        revision.symlink_to(fifo)
        self.refuses("b1.py", "not a plain file")
        revision.unlink()
        (self.place.folder / "snapshots").mkdir()
        (self.place.folder / "snapshots/a1.sql").symlink_to(fifo)
        done = self.place.headway("status", status=None)
        self.assertIn("not a plain file", done.said)

    def test_no_plain_sql_file(self):
        place = shop.Shop()
        self.addCleanup(place.close)
        os.mkfifo(place.folder / "migrations/003_x.sql")
        done = place.headway("heads", status=2)
        self.assertIn("003_x.sql", done.said)
        self.assertIn("not a plain file", done.said)

    def test_no_revision(self):
        self.place.write("migrations/script/versions/b1.py", "down_revision = None\n")
        self.refuses("b1.py")

    def test_syntax_error(self):
        """The head of the file can be read; its body is not Python."""
        self.revision("b1", "a1", body="op.execute((")
        done = self.place.headway("upgrade", "--yes", status=None)
        self.assertNotIn(done.returncode, (0, 1))
        self.assertIn("b1_x.py", done.said)

    def test_raises(self):
        self.revision("b1", "a1", body="raise RuntimeError('not today')")
        done = self.place.headway("upgrade", "--yes", status=None)
        self.assertNotIn(done.returncode, (0, 1))
        self.assertIn("b1_x.py", done.said)
        self.assertIn("not today", done.said)

    def test_what_only_psql_understands(self):
        for text in ("COPY goods FROM stdin;\n1\ttea\n\\.\n", "\\set x 1\nSELECT 1;\n",
                     "SELECT 1;\n\\echo done\nSELECT 2;\n"):
            with self.subTest(text=text):
                place = shop.Shop(files={**shop.FIRST, "003_psql.sql": text})
                self.addCleanup(place.close)
                said = place.headway("upgrade", "--yes", status=3).said
                self.assertIn("003_psql.sql", said)
                self.assertIn("commands of psql", said)


class ServersWords(unittest.TestCase):
    """What the server says besides is shown to the user, and kept nowhere: it holds rows."""

    def test_detail(self):
        place = shop.Shop(files={
            "001_goods.sql": "CREATE TABLE goods (id int);\n",
            "002_key.sql": "INSERT INTO goods VALUES (4711), (4711);\n"
                           "CREATE UNIQUE INDEX ON goods (id);\n",
        })
        self.addCleanup(place.close)
        done = place.headway("upgrade", "--yes", status=3)
        self.assertIn("Key (id)=(4711) is duplicated.", done.said)
        error = place.headway_json("upgrade", "--yes", status=3)["steps"][0]["error"]
        self.assertIn("4711", error["detail"])
        self.assertNotIn("4711", error["message"])
        self.assertNotIn("is duplicated", str(place.query("SELECT * FROM headway.ledger")))


class Trust(unittest.TestCase):
    """Looking at a stranger's fleet runs nothing of it."""

    def setUp(self):
        self.place = shop.Shop(files={})
        self.addCleanup(self.place.close)
        self.mark = self.place.folder / "it-ran"
        self.place.write("migrations/alembic.ini", "[alembic]\nscript_location = script\n")
        self.place.write("migrations/script/env.py", f"open({str(self.mark)!r}, 'w')\n")
        self.place.write(
            "migrations/script/versions/a1.py",
            f"open({str(self.mark)!r}, 'w')\n" + REVISION.format("a1", "None", "pass"),
        )
        self.place.environment["XDG_STATE_HOME"] = str(self.place.folder / "another-state")

    def test_looking_runs_nothing(self):
        for command in ("status", "heads", "current", "history", "check", "drift"):
            arguments = (command, "shop") if command == "history" else (command,)
            self.place.headway(*arguments, status=None)
        self.place.headway("upgrade", "--yes", status=4)
        self.assertFalse(self.mark.exists())

    def test_trusted_once(self):
        self.place.headway("upgrade", "--yes", "--trust")
        self.assertTrue(self.mark.exists())
        self.mark.unlink()
        self.place.write("migrations/script/versions/b1.py", REVISION.format("b1", "'a1'", "pass"))
        self.place.headway("upgrade", "--yes", status=4)

    def test_trust_ends_with_another_program(self):
        self.place.headway("fleet", "trust")
        self.place.headway("upgrade", "--yes")
        fleet = self.place.folder / "headway.fleet"
        text = fleet.read_text(encoding="utf-8")
        fleet.write_text(
            text.replace("[Service shop]\n", "[Service shop]\nPython=/usr/bin/python3\n"),
            encoding="utf-8",
        )
        self.place.write("migrations/script/versions/b1.py", REVISION.format("b1", "'a1'", "pass"))
        self.place.headway("upgrade", "--yes", status=4)


class BadCommand(unittest.TestCase):
    """Command lines that are wrong."""

    def setUp(self):
        self.place = shop.Shop()
        self.addCleanup(self.place.close)

    def test_unknown_command(self):
        done = self.place.headway("statsu", status=2)
        self.assertIn("status", done.said)

    def test_unknown_service(self):
        done = self.place.headway("status", "shopp", status=2)
        self.assertIn("shop", done.said)

    def test_unknown_environment(self):
        """Also where only the history of the service is asked for."""
        for command in (("status",), ("heads",), ("history",), ("show",), ("branches",), ("sql",),
                        ("revision", "-m", "x")):
            with self.subTest(command):
                self.assertIn("bogus", self.place.headway(*command, "shop@bogus", status=2).stderr)
                self.place.headway(*command, "shop@local", "--environment", "bogus", status=2)
        self.place.headway("heads", "--environment", "bogus", status=2)
        self.assertEqual(2, len(list((self.place.folder / "migrations").iterdir())))

    def test_advice_names_the_service(self):
        for command, advice in ((("show", "shop", "999"), "headway history shop"),
                                (("revision", "shop", "-m", "x", "--head", "999"), "headway history shop"),
                                (("merge", "shop", "-m", "x"), "headway heads shop")):
            with self.subTest(command):
                self.assertIn(f"{advice}\n", self.place.headway(*command, status=2).stderr)

    def test_unknown_option(self):
        self.place.headway("status", "--nonsense", status=2)

    def test_wrong_option_as_json(self):
        """Wherever --json stands among the options."""
        for arguments in (("--json", "--bogus"), ("--bogus", "--json"), ("--json", "--jobs", "abc"),
                          ("--jobs", "abc", "--json")):
            with self.subTest(arguments):
                done = self.place.headway("status", *arguments, status=2)
                self.assertEqual("usage", json.loads(done.stdout)["error"]["code"])
                self.assertEqual("", done.stderr)
        self.assertEqual("", self.place.headway("status", "--bogus", "--", "--json", status=2).stdout)

    def test_wrong_numbers(self):
        for option in ("--jobs -3", "--jobs=-3", "--jobs 0", "--jobs abc", "--jobs 99999999999",
                       "--wait=-1", "--wait -1", "--wait 1.5"):
            with self.subTest(option):
                name, value = option.replace("=", " ").split()
                done = self.place.headway("upgrade", "--yes", *option.split(" "), status=2)
                self.assertIn(f"{name} needs a whole number, ", done.stderr)
                self.assertIn(f"“{value}”", done.stderr)
        self.assertEqual("empty", self.place.verdict())

    def test_end_of_options(self):
        """Behind "--" there are no options, and the "--" is no name."""
        self.assertIn("“--json”", self.place.headway("status", "--", "--json", status=2).stderr)
        self.place.headway("status", "--json", "--", "shop", status=1)
        self.place.write("migrations/001_goods.down.sql", "DROP TABLE goods;\n")
        self.place.headway("upgrade", "--yes", "--", "shop", "001")
        self.place.headway("downgrade", "shop", "--yes", "--", "-1")
        self.assertEqual([], self.place.version())

    def test_unknown_revision(self):
        done = self.place.headway("upgrade", "shop", "999", "--yes", status=2)
        self.assertIn("999", done.said)

    def test_help(self):
        listed = self.place.headway("--help").stdout
        for command in ("status", "drift", "identify", "plan", "upgrade", "downgrade", "reconcile",
                        "stamp", "snapshot", "current", "heads", "branches", "history", "show", "sql",
                        "schema", "ledger", "revision", "credentials", "fleet", "merge", "check"):
            self.assertIn(f"  {command}", listed)
            self.assertIn("Usage", self.place.headway(command, "--help").stdout)

    def test_output_that_cannot_be_written(self):
        """It is an error; that nobody reads any further is told by the exit status alone."""
        for arguments in (["sql", "shop"], ["status"], ["status", "--json"], ["sql", "nowhere", "--json"],
                          ["--help"], ["--version"], ["sql", "--help"], ["plan", "--sql"]):
            words = " ".join(arguments)
            with self.subTest(words):
                done = self.place.run("sh", "-c", f'"$HEADWAY" {words} >/dev/full', check=False)
                self.assertEqual(3, done.returncode)
                self.assertIn("standard output cannot be written: No space left", done.stderr)
                done = self.unread(*arguments)
                self.assertEqual(3, done.returncode)
                self.assertNotIn("standard output", done.stderr)
                self.assertNotIn("roken", done.stderr)

    def unread(self, *arguments):
        """The command with an output that nobody reads."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [os.environ["HEADWAY"], *arguments], cwd=self.place.folder, env=self.place.environment,
            stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
        os.close(writer)
        return done

    def test_output_that_is_closed(self):
        """What is printed gets into nothing that was opened instead, such as a connection."""
        closed = self.place.run("sh", "-c", '"$HEADWAY" upgrade --yes <&- >&-', check=False)
        self.assertEqual(3, closed.returncode)
        self.assertIn("standard output cannot be written: Bad file descriptor", closed.stderr)
        self.assertEqual("up-to-date", self.place.verdict(status=0))
        self.assertEqual(0, self.place.run("sh", "-c", '"$HEADWAY" status 2>&-').returncode)

    def test_run_that_nobody_reads(self):
        """It is carried out all the same."""
        done = self.unread("upgrade", "--yes")
        self.assertEqual((3, ""), (done.returncode, done.stderr))
        self.assertEqual("up-to-date", self.place.verdict(status=0))


if __name__ == "__main__":
    tap.main()
