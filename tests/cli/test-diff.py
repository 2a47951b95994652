#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headway diff: which objects, what is left out, proof, and connections that fail."""

import os
import socket
import threading
import unittest

import shop
import tap
import workplace

OLD = """
CREATE SCHEMA app;
CREATE TABLE app.orders (id integer PRIMARY KEY, total integer, note text);
CREATE TABLE goods (id integer PRIMARY KEY, name text);
CREATE TABLE tmp_import (line text, number integer);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
"""
NEW = """
CREATE SCHEMA app;
CREATE TABLE app.orders (id integer PRIMARY KEY, total bigint, paid boolean);
CREATE INDEX orders_total ON app.orders (total);
CREATE TABLE goods (id integer PRIMARY KEY, name text NOT NULL, price numeric);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TABLE tmp_scratch (line text);
CREATE VIEW cheap AS SELECT id FROM goods WHERE price < 10;
"""

MARK = "geheim-8472"
MARKED = f"""CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER far FOREIGN DATA WRAPPER far;
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS ("user" 'joe', password '{MARK}')"""


def find_mark(*folders, besides=()):
    """The files below that hold the marked password."""
    return [path for folder in folders for path in folder.rglob("*")
            if path.is_file() and path not in besides and MARK.encode() in path.read_bytes()]


class Diff(unittest.TestCase):
    """Two files, and databases made from them."""

    @classmethod
    def setUpClass(cls):
        cls.shared = workplace.Workplace()
        cls.addClassCleanup(cls.shared.close)

    def setUp(self):
        """Every test uses the same shadow server."""
        self.place = workplace.Workplace(cache=self.shared.folder / "cache")
        self.addCleanup(self.place.close)
        self.place.write("old.sql", OLD)
        self.place.write("new.sql", NEW)

    def database(self, name, file=None):
        name = self.place.prefix + name
        self.place.databases.append(name)
        self.place.run("createdb", "--maintenance-db=postgres", name)
        if file:
            self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", file)
        return name

    def diff(self, *options, status=1):
        return self.place.headway("diff", "old.sql", "new.sql", *options, status=status).stdout

    def diff_files(self, *arguments):
        return self.place.headway("diff", *arguments, status=1).stdout

    def test_only_one_schema(self):
        script = self.diff("--only", "schema=app")
        self.assertIn("ALTER TABLE app.orders ADD COLUMN paid boolean", script)
        self.assertIn("CREATE TRIGGER touch", script)
        self.assertNotIn("goods", script)
        self.assertNotIn("tmp_", script)

    def test_only_terms_of_one_field_are_alternatives(self):
        script = self.diff("--only", "kind=view", "--only", "kind=index")
        self.assertIn("orders_total", script)
        self.assertIn("VIEW public.cheap", script)
        self.assertNotIn("ALTER TABLE", script)
        self.assertNotIn("tmp_", script)

    def test_only_terms_of_two_fields_narrow(self):
        self.diff("--only", "kind=index", "--only", "name=goods", status=0)
        script = self.diff("--only", "kind=index", "--only", "name=orders")
        self.assertIn("CREATE INDEX orders_total", script)
        self.assertNotIn("ALTER TABLE", script)

    def test_exclude(self):
        script = self.diff("--exclude", "kind=trigger", "--exclude", "name=tmp_*")
        self.assertNotIn("TRIGGER", script)
        self.assertNotIn("tmp_", script)
        self.assertIn("CREATE INDEX orders_total", script)

    def test_a_new_table_is_whole(self):
        script = self.diff("--only", "name=tmp_scratch", "--exclude", "kind=column")
        self.assertIn("CREATE TABLE public.tmp_scratch (", script)
        self.assertIn("line text", script)

    def test_one_column(self):
        script = self.diff("--only", "name=goods.price")
        self.assertEqual("ALTER TABLE public.goods ADD COLUMN price numeric;\n", script)

    def test_what_is_needed_and_left_out_is_said(self):
        done = self.place.headway(
            "diff", "old.sql", "new.sql", "--only", "kind=view", status=1)
        self.assertIn("view cheap needs column goods.price", done.stderr)

    def test_wrong_terms(self):
        for term, words in (("kind=tabel", "Did you mean “table”?"), ("goods", "schema=PATTERN"),
                            ("owner=me", "schema=PATTERN")):
            with self.subTest(term):
                done = self.place.headway("diff", "old.sql", "new.sql", "--only", term, status=2)
                self.assertIn(words, done.said)

    def test_destroying_statements_are_comments(self):
        script = self.diff()
        self.assertIn("-- DROP TABLE public.tmp_import;", script.splitlines())
        self.assertIn("-- ALTER TABLE app.orders DROP COLUMN note;", script.splitlines())
        self.assertNotIn("\nDROP TABLE", script)
        answer = self.place.headway_json("diff", "old.sql", "new.sql", status=1)
        self.assertIn("DROP TABLE public.tmp_import",
                      [one["sql"] for one in answer["left_out"]])
        whole = self.diff("--destroy")
        self.assertIn("DROP TABLE public.tmp_import;", whole.splitlines())
        self.assertNotIn("-- DROP", whole)

    def test_script_runs_as_it_stands(self):
        name = self.database("whole", "old.sql")
        self.diff("--destroy", "--output", "mend.sql")
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "mend.sql")
        done = self.place.headway("diff", f"dbname={name}", "new.sql", status=0)
        self.assertEqual("", done.stdout)

    def test_prove(self):
        for options in ((), ("--destroy",), ("--reverse", "--destroy"), ("--only", "schema=app")):
            with self.subTest(options):
                done = self.place.headway(
                    "diff", "old.sql", "new.sql", "--prove", *options, status=1)
                self.assertIn("proved on a copy", done.stderr)
        answer = self.place.headway_json("diff", "old.sql", "new.sql", "--prove", status=1)
        self.assertIs(True, answer["proved"])

    def test_prove_finds_a_script_that_fails(self):
        """A view without the column it needs cannot be made."""
        done = self.place.headway(
            "diff", "old.sql", "new.sql", "--prove", "--only", "kind=view", status=3)
        self.assertIn("On a copy of the schema", done.stderr)
        self.assertIn("price", done.stderr)
        self.assertEqual("", done.stdout)

    def test_heirs_keep_what_their_parent_drops(self):
        self.place.write("before.sql", """
            CREATE TABLE parent (a integer, b integer);
            CREATE TABLE child () INHERITS (parent);
            CREATE TABLE other () INHERITS (parent);
            INSERT INTO child VALUES (1, 2)""")
        self.place.write("after.sql", """
            CREATE TABLE parent (a integer);
            CREATE TABLE child (b integer) INHERITS (parent);
            CREATE TABLE other () INHERITS (parent)""")
        name = self.database("heirs", "before.sql")
        sides = (f"dbname={name}", "after.sql")
        self.place.headway("diff", *sides, "--destroy", "--output", "mend.sql", status=1)
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "mend.sql")
        script = (self.place.folder / "mend.sql").read_text(encoding="utf-8")
        self.assertIn("ALTER TABLE ONLY public.parent DROP COLUMN b;", script)
        self.place.headway("diff", *sides, status=0)
        kept = self.place.run("psql", "-XAtqd", name, "-c", "SELECT b FROM child").stdout
        self.assertEqual("2\n", kept)

    def test_owners(self):
        role = self.place.prefix + "owner"
        name = self.database("owned", "new.sql")
        self.place.sql(name, f"CREATE ROLE {role}; ALTER TABLE goods OWNER TO {role};"
                       f" GRANT SELECT ON app.orders TO {role}")
        self.addCleanup(self.place.sql, "postgres", f"DROP ROLE {role}")
        self.addCleanup(self.place.sql, name, f"REASSIGN OWNED BY {role} TO CURRENT_USER; DROP OWNED BY {role}")
        other = self.database("other", "new.sql")
        sides = (f"dbname={other}", f"dbname={name}")
        self.place.headway("diff", *sides, status=0)
        script = self.place.headway("diff", *sides, "--owners", status=1).stdout
        self.assertIn(f"ALTER TABLE public.goods OWNER TO {role};", script)
        self.assertNotIn("GRANT", script)
        script = self.place.headway("diff", *sides, "--owners", "--privileges", "--prove",
                                    status=1).stdout
        self.assertIn(f"GRANT SELECT ON TABLE app.orders TO {role}", script)

    def test_owners_that_must_be_superusers(self):
        """No role of the shadow server is one."""
        for name, role in ("old.sql", "ann"), ("new.sql", '"Joe O"'):
            self.place.write(name, f"""CREATE FOREIGN DATA WRAPPER far;
ALTER FOREIGN DATA WRAPPER far OWNER TO {role};
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION e();
ALTER EVENT TRIGGER e OWNER TO {role};
""")
        self.assertEqual("", self.diff(status=0))
        script = self.diff("--owners", "--prove")
        self.assertIn('ALTER FOREIGN DATA WRAPPER far OWNER TO "Joe O";', script)
        self.assertIn('ALTER EVENT TRIGGER e OWNER TO "Joe O";', script)

    def test_online(self):
        self.place.write("before.sql", """
            CREATE TABLE customers (id integer PRIMARY KEY);
            CREATE TABLE orders (id integer, customer integer, "Total" integer, code text);
            CREATE INDEX old_index ON orders (code);
            CREATE TABLE parts (id integer) PARTITION BY RANGE (id);
            """)
        self.place.write("after.sql", """
            CREATE TABLE customers (id integer PRIMARY KEY);
            CREATE TABLE orders (id integer PRIMARY KEY, customer integer REFERENCES customers,
                "Total" integer NOT NULL CHECK ("Total" > 0), code text,
                UNIQUE (code) INCLUDE (customer) DEFERRABLE INITIALLY DEFERRED);
            CREATE INDEX orders_customer ON orders (customer);
            CREATE TABLE parts (id integer) PARTITION BY RANGE (id);
            CREATE INDEX parts_id ON parts (id);
            CREATE TABLE fresh (id integer PRIMARY KEY, name text UNIQUE);
            """)
        answer = self.place.headway_json(
            "diff", "before.sql", "after.sql", "--online", "--destroy", "--prove", status=1)
        self.assertIs(True, answer["proved"])
        transactional = {one["sql"]: one["transactional"] for one in answer["statements"]}
        for alone in ("CREATE INDEX CONCURRENTLY orders_customer ON public.orders USING btree (customer)",
                      "CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON public.orders USING btree (id)",
                      "DROP INDEX CONCURRENTLY public.old_index"):
            self.assertIs(False, transactional[alone])
        for inside in ("CREATE INDEX parts_id ON public.parts USING btree (id)",
                       "ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_fkey",
                       "ALTER TABLE public.orders ALTER COLUMN \"Total\" SET NOT NULL"):
            self.assertIs(True, transactional[inside])
        self.assertEqual(["CREATE INDEX parts_id ON public.parts USING btree (id)"], [
            one["sql"] for one in answer["statements"]
            if one["risk"] == "blocking" and "fresh" not in one["sql"]])
        name = self.database("online", "before.sql")
        self.place.headway("diff", "before.sql", "after.sql", "--online", "--destroy", "--output",
                           "online.sql", status=1)
        self.assertIn("-- not in a transaction block:\nCREATE INDEX CONCURRENTLY",
                      (self.place.folder / "online.sql").read_text(encoding="utf-8"))
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "online.sql")
        self.place.headway("diff", f"dbname={name}", "after.sql", status=0)

    def test_a_dump_with_rows_is_a_file_of_sql(self):
        name = self.database("dumped", "new.sql")
        self.place.sql(name, "INSERT INTO goods VALUES (1, E'\\\\restrict \\u00e9\\nCOPY', 2)")
        self.place.run("pg_dump", "--no-owner", "-d", name, "-f", "dump.sql")
        self.assertIn("FROM stdin;", (self.place.folder / "dump.sql").read_text(encoding="utf-8"))
        self.place.headway("diff", f"dbname={name}", "dump.sql", status=0)

    def test_what_rows_must_be_like_is_said(self):
        answer = self.place.headway_json("diff", "old.sql", "new.sql", status=1)
        needs = {one["sql"]: one["needs"] for one in answer["statements"]}
        self.assertIn("fill those that are null",
                      needs["ALTER TABLE public.goods ALTER COLUMN name SET NOT NULL"])
        self.assertIsNone(needs["ALTER TABLE public.goods ADD COLUMN price numeric"])
        self.place.write("more.sql", "CREATE TABLE goods (id integer PRIMARY KEY, name text, "
                         "size integer NOT NULL, kind text DEFAULT 'x' NOT NULL);")
        script = self.diff_files("old.sql", "more.sql", "--only", "name=goods", "--online")
        self.assertIn("-- Needs a table without rows.", script)
        self.assertEqual(1, script.count("-- Needs"))

    def test_one_primary_key_gives_way_to_another(self):
        self.place.write("one.sql", "CREATE TABLE t (a integer CONSTRAINT one PRIMARY KEY, b integer NOT NULL);")
        self.place.write("two.sql", "CREATE TABLE t (a integer NOT NULL, b integer CONSTRAINT two PRIMARY KEY);")
        name = self.database("keys", "one.sql")
        self.place.write("mend.sql", self.diff_files("one.sql", "two.sql"))
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "mend.sql")
        self.place.headway("diff", f"dbname={name}", "two.sql", status=0)

    def test_kind_that_is_not_known_is_named(self):
        name, bare = self.database("unknown"), self.database("known")
        self.place.sql(name, "SET allow_system_table_mods = on; CREATE SEQUENCE graph; "
                       "UPDATE pg_class SET relkind = 'g' WHERE relname = 'graph'; "
                       "DELETE FROM pg_sequence")
        done = self.place.headway("diff", f"dbname={name}", f"dbname={bare}", status=1)
        self.assertIn("public.graph, a kind of object that Headway does not know", done.stderr)
        self.assertEqual("", done.stdout)
        self.place.headway("diff", f"dbname={name}", f"dbname={name}", status=0)

    def test_line_of_a_file_that_fails(self):
        self.place.write("bad.sql", "CREATE TABLE a (i int);\nCREATE TABLE b (\n  i int,\n  j nosuch);\n")
        done = self.place.headway("diff", "old.sql", "bad.sql", status=3)
        self.assertIn("bad.sql:4: ", done.stderr)
        self.assertIn('type "nosuch" does not exist', done.stderr)

    def test_what_may_not_be_read_is_named(self):
        name = self.database("secret", "new.sql")
        role = self.place.prefix + "reader"
        self.place.sql(name, f"CREATE ROLE \"{role}\" LOGIN; REVOKE SELECT ON pg_trigger FROM public")
        self.addCleanup(self.place.sql, "postgres", f"DROP ROLE \"{role}\"")
        done = self.place.headway(
            "diff", f"dbname={name} user={role}", "new.sql", status=3)
        self.assertIn("pg_trigger", done.stderr)
        self.assertIn(role, done.stderr)
        self.assertEqual("", done.stdout)

    def test_passwords_stand_in_the_script_alone(self):
        name, bare = self.database("secrets", "new.sql"), self.database("bare", "new.sql")
        self.place.sql(name, MARKED)
        self.place.sql(bare, MARKED.split(";")[0])
        sides = (f"dbname={bare}", f"dbname={name}")
        mend = self.place.folder / "mend.sql"
        mend.write_text("old", encoding="utf-8")
        mend.chmod(0o644)
        done = self.place.headway("diff", *sides, "--prove", "--output", "mend.sql", status=1)
        self.assertIn("the script holds passwords in clear text", done.stderr)
        self.assertNotIn(MARK, done.said)
        self.assertEqual(0o600, mend.stat().st_mode & 0o777)
        lines = mend.read_text(encoding="utf-8").splitlines()
        marked = [i for i, line in enumerate(lines) if MARK in line]
        self.assertEqual(1, len(marked))
        self.assertIn("password in clear text", lines[marked[0] - 1])
        self.assertTrue(lines[marked[0]].startswith("CREATE USER MAPPING"))
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", bare, "-f", "mend.sql")
        self.place.headway("diff", *sides, status=0)
        self.place.sql(bare, "ALTER USER MAPPING FOR PUBLIC SERVER far OPTIONS (SET password 'x')")
        secrets = [one["secret"] for one in self.place.headway_json("diff", *sides, status=1)["statements"]]
        self.assertEqual([True], secrets)
        # Where nothing is secret, the file is as others are, and nothing is said.
        done = self.place.headway("diff", "old.sql", "new.sql", "--output", "plain.sql", status=1)
        self.assertNotIn("password", done.stderr)
        self.assertEqual(0o644, (self.place.folder / "plain.sql").stat().st_mode & 0o644)
        # Nor does the copy that proved it hold any.
        self.assertEqual([], find_mark(self.place.folder, self.shared.folder, besides=(mend,)))

    def test_output_follows_a_link(self):
        (self.place.folder / "link.sql").symlink_to("mend.sql")
        said = self.place.headway("diff", "old.sql", "new.sql", "--output", "link.sql", status=1)
        self.assertEqual("", said.stdout)
        self.assertTrue((self.place.folder / "link.sql").is_symlink())
        script = self.diff(status=1)
        self.assertEqual(script, (self.place.folder / "mend.sql").read_text(encoding="utf-8"))
        self.place.headway("diff", "old.sql", "new.sql", "--output", "link.sql", status=1)
        self.assertTrue((self.place.folder / "link.sql").is_symlink())
        into = self.place.headway("diff", "old.sql", "new.sql", "--output", "/dev/stdout", status=1)
        self.assertEqual(script, into.stdout)

    def test_passwords_are_in_nothing_that_is_kept_or_shown(self):
        place = shop.Shop(files=shop.FIRST | {"003_note.sql": "ALTER TABLE goods ADD note text;\n"})
        self.addCleanup(place.close)
        said = place.headway("upgrade", "shop", "002", "--yes").said
        place.sql(place.database, MARKED)
        for command, status in ((("drift",), 1), (("drift", "--json"), 1), (("status",), 1),
                                (("diff", "shop:head", "shop@local"), 1), (("identify", "shop"), None),
                                (("schema", "shop"), None), (("plan",), None),
                                (("upgrade", "--yes"), None), (("ledger", "shop"), 0),
                                (("revision", "shop", "--from-drift", "-m", "far"), None),
                                (("snapshot", "shop@local", "--replace"), 0)):
            with self.subTest(command):
                done = place.headway(*command, status=status)
                self.assertNotEqual(2, done.returncode, done.said)
                said += done.said
        self.assertIn("far", said)
        self.assertNotIn(MARK, said)
        self.assertEqual([], find_mark(place.folder))
        rows = place.query("SELECT l::text FROM headway.ledger AS l")
        self.assertNotEqual([], rows)
        self.assertNotIn(MARK, str(rows))

    def test_dropped_connection_is_an_error(self):
        """Wherever in the answer the connection ends, nothing is taken for a small schema."""
        name = self.database("cut", "new.sql")
        whole = Cutter(self.place.environment, None)
        url = f"host=127.0.0.1 dbname={name} sslmode=disable gssencmode=disable port="
        self.place.headway("diff", url + str(whole.port), "new.sql", status=0)
        whole.close()
        self.assertGreater(whole.passed, 5000)
        for part in (0.15, 0.4, 0.7, 0.97):
            with self.subTest(part):
                cutter = Cutter(self.place.environment, int(whole.passed * part))
                done = self.place.headway("diff", url + str(cutter.port), "new.sql", status=3)
                cutter.close()
                self.assertEqual("", done.stdout)
                self.assertIn("headway: ", done.stderr)


class Cutter:
    """A port that passes on to the test's server, and hangs up after so many bytes of answers."""

    def __init__(self, environment, limit):
        self.limit, self.passed = limit, 0
        self.server = os.path.join(environment["PGHOST"], f".s.PGSQL.{environment['PGPORT']}")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            asking = threading.Thread(target=self.ask, args=(client, server))
            asking.start()
            self.answer(server, client)
            for one in (client, server):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            asking.join()
            client.close()
            server.close()

    @staticmethod
    def ask(client, server):
        try:
            while data := client.recv(65536):
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def answer(self, server, client):
        try:
            while data := server.recv(1024):
                if self.limit is not None and self.passed + len(data) > self.limit:
                    client.sendall(data[:self.limit - self.passed])
                    self.passed = self.limit
                    return
                self.passed += len(data)
                client.sendall(data)
        except OSError:
            pass

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


if __name__ == "__main__":
    tap.main()
