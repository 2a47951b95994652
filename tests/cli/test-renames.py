#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headway diff: what has another name is recognised, offered with its reason, and keeps its rows."""

import unittest

import tap
import workplace

OLD = """
CREATE SCHEMA archive;
CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE app.settings (key text, value text);
CREATE TABLE orders (id serial PRIMARY KEY, total numeric NOT NULL, feels mood, email text UNIQUE);
CREATE INDEX orders_total ON orders (total);
CREATE VIEW totals AS SELECT sum(total) AS sum FROM orders;
CREATE TABLE old_orders (id integer, paid boolean, day date);
CREATE FUNCTION double(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * a';
CREATE SEQUENCE tickets INCREMENT 5;
CREATE TYPE place AS (x integer, y integer);
"""
NEW = """
CREATE SCHEMA archive;
CREATE SCHEMA base;
CREATE TYPE mood AS ENUM ('sad', 'fine', 'glad');
CREATE DOMAIN above_zero AS integer CHECK (VALUE > 0);
CREATE TABLE base.settings (key text, value text);
CREATE TABLE purchases (id serial PRIMARY KEY, total numeric NOT NULL, feels mood, mail text UNIQUE);
CREATE INDEX purchases_total ON purchases (total);
CREATE VIEW totals AS SELECT sum(total) AS sum FROM purchases;
CREATE TABLE archive.old_orders (id integer, paid boolean, day date);
CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * a';
CREATE SEQUENCE numbers INCREMENT 5;
CREATE TYPE place AS (x integer, z integer);
"""
ROWS = """
INSERT INTO orders (total, feels, email) VALUES (5, 'ok', 'a@b'), (7, 'happy', NULL);
INSERT INTO old_orders VALUES (1, true, '2020-02-02');
INSERT INTO app.settings VALUES ('a', 'b');
"""


class Renames(unittest.TestCase):
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

    def diff(self, *options, status=1):
        return self.place.headway("diff", "old.sql", "new.sql", *options, status=status)

    def pair(self, old, new, *options, status=1):
        self.place.write("a.sql", old)
        self.place.write("b.sql", new)
        return self.place.headway("diff", "a.sql", "b.sql", *options, status=status)

    def test_recognised_and_offered(self):
        done = self.diff()
        recognised = [line for line in done.stdout.splitlines() if "--rename " in line]
        for words in ("schema app may now be base: it holds the same objects. To rename it:"
                      " --rename schema:app=base",
                      "enum-value mood.ok may now be mood.fine: it is number 2 of the same 3 labels."
                      " To rename it: --rename enum-value:mood.ok=fine",
                      "table old_orders may now be archive.old_orders: it has the same 3 columns."
                      " To rename it: --rename table:old_orders=archive.old_orders",
                      "'function:double(integer)=twice(integer)'",
                      "column place.y may now be place.z: it stands at the same place",
                      "domain positive may now be above_zero",
                      "sequence tickets may now be numbers"):
            self.assertTrue(any(words in line for line in recognised), f"{words}: {recognised}")
        self.assertFalse(any("settings" in line for line in recognised), "it goes with its schema")
        self.assertNotIn("RENAME TO base", done.stdout)
        self.assertIn("--renames keeps them", done.stderr)

    def test_renamed_with_its_rows(self):
        """What is not recognised can be said; the rest comes to light step by step."""
        name = self.place.prefix + "live"
        self.place.databases.append(name)
        self.place.run("createdb", "--maintenance-db=postgres", name)
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "old.sql")
        self.place.sql(name, ROWS)
        sides = (f"dbname={name}", "new.sql")
        done = self.place.headway("diff", *sides, "--renames", "--rename", "table:orders=purchases",
                                  "--rename", "purchases.email=mail", "--destroy", "--prove",
                                  "--output", "mend.sql", status=1)
        self.assertIn("proved on a copy", done.stderr)
        script = (self.place.folder / "mend.sql").read_text(encoding="utf-8")
        self.assertNotIn("DROP", script)
        self.assertNotIn("CREATE", script)
        for statement in ("ALTER TABLE public.orders RENAME TO purchases;",
                          "ALTER TABLE public.purchases RENAME COLUMN email TO mail;",
                          "ALTER TABLE public.purchases RENAME CONSTRAINT orders_pkey TO purchases_pkey;",
                          "ALTER INDEX public.orders_total RENAME TO purchases_total;",
                          "ALTER SEQUENCE public.orders_id_seq RENAME TO purchases_id_seq;",
                          "ALTER TABLE public.old_orders SET SCHEMA archive;",
                          "ALTER TYPE public.place RENAME ATTRIBUTE y TO z CASCADE;",
                          "ALTER DOMAIN public.above_zero RENAME CONSTRAINT positive_check TO above_zero_check;"):
            self.assertIn(statement, script)
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", name, "-f", "mend.sql")
        self.assertEqual("", self.place.headway("diff", *sides, status=0).stdout)
        kept = self.place.run("psql", "-XAtqd", name, "-c",
                              "SELECT string_agg(total || '/' || feels || '/' || coalesce(mail, '-'), ' '"
                              " ORDER BY id) FROM purchases", "-c",
                              "SELECT count(*) FROM archive.old_orders", "-c",
                              "SELECT value FROM base.settings").stdout
        self.assertEqual("5/fine/a@b 7/glad/-\n1\nb\n", kept)

    def test_json(self):
        answer = self.place.headway_json("diff", "old.sql", "new.sql", "--rename",
                                         "domain:positive=above_zero", status=1)
        self.assertEqual({"kind": "domain", "from": "positive", "to": "above_zero",
                          "reason": "no other has the same definition", "accepted": True},
                         answer["renames"][0])
        self.assertEqual("ALTER DOMAIN public.positive RENAME TO above_zero",
                         answer["statements"][0]["sql"])
        self.assertFalse(any(one["accepted"] for one in answer["renames"][1:]))
        self.assertGreater(len(answer["renames"]), 5)

    def test_only_what_is_compared(self):
        script = self.diff("--only", "kind=sequence", "--only", "name=numbers", "--renames").stdout
        self.assertEqual("ALTER SEQUENCE public.tickets RENAME TO numbers;\n", script)

    def test_what_could_be_two_things_is_not_recognised(self):
        done = self.pair("CREATE TABLE t (a integer, b integer, keep text, more text)",
                         "CREATE TABLE t (keep text, more text, x integer, y integer)")
        self.assertNotIn("--rename", done.stdout)
        done = self.pair("CREATE TABLE one (a text); CREATE TABLE two (a text)",
                         "CREATE TABLE three (a text); CREATE TABLE four (a text)")
        self.assertNotIn("--rename", done.stdout)
        done = self.pair("CREATE TABLE one (a text); CREATE TABLE two (a text)",
                         "CREATE TABLE three (a text); CREATE TABLE four (a text)",
                         "--rename", "one=four", "--prove")
        self.assertIn("ALTER TABLE public.one RENAME TO four;", done.stdout)

    def test_a_place_tells_columns_apart(self):
        done = self.pair("CREATE TABLE t (a integer, b integer, c text)",
                         "CREATE TABLE t (x integer, y integer, c text)", "--renames", "--prove")
        self.assertEqual("ALTER TABLE public.t RENAME COLUMN a TO x;\n"
                         "ALTER TABLE public.t RENAME COLUMN b TO y;\n", done.stdout)

    def test_kinds_in_tables(self):
        table = ("CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                 " 'BEGIN RETURN NEW; END';")
        things = ("ALTER TABLE t ADD CONSTRAINT {0}_check CHECK (a > 0);"
                  "CREATE TRIGGER {0}_trigger BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
                  "CREATE RULE {0}_rule AS ON UPDATE TO t DO ALSO NOTHING;"
                  "CREATE POLICY {0}_policy ON t USING (a > 1);"
                  "CREATE STATISTICS {0}_statistics ON a, (a % 2) FROM t;")
        done = self.pair(table + things.format("old"), table + things.format("new"), "--renames",
                         "--prove")
        self.assertEqual(["ALTER TABLE public.t RENAME CONSTRAINT old_check TO new_check;",
                          "ALTER TRIGGER old_trigger ON public.t RENAME TO new_trigger;",
                          "ALTER RULE old_rule ON public.t RENAME TO new_rule;",
                          "ALTER POLICY old_policy ON public.t RENAME TO new_policy;",
                          "ALTER STATISTICS public.old_statistics RENAME TO new_statistics;"],
                         done.stdout.splitlines())

    def test_wrong_terms(self):
        for term, status, words in (("orders", 2, "Write KIND:OLD=NEW"),
                                    ("orders=", 2, "Write KIND:OLD=NEW"),
                                    ("orders=nothing", 2, "nothing that could be renamed so"),
                                    ("index:orders=purchases", 2, "nothing that could be renamed so"),
                                    ("mood.sad=fine", 2, "nothing that could be renamed so")):
            with self.subTest(term):
                done = self.diff("--rename", term, status=status)
                self.assertIn(words, done.stderr)
                self.assertEqual("", done.stdout)
        done = self.pair("CREATE TABLE a (x integer); CREATE TYPE t AS (a integer);"
                         "CREATE TABLE u (a integer)",
                         "CREATE TABLE b (x integer); CREATE TYPE t AS (b integer);"
                         "CREATE TABLE u (b integer); CREATE SEQUENCE c",
                         "--rename", "t.a=b", "--rename", "a=b")
        self.assertIn("RENAME ATTRIBUTE a TO b", done.stdout)
        done = self.pair("CREATE SEQUENCE a; CREATE FUNCTION a(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
                         "CREATE SEQUENCE b; CREATE FUNCTION b(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
                         "--rename", "a=b", status=2)
        self.assertIn("could mean 2 renames", done.stderr)


if __name__ == "__main__":
    tap.main()
