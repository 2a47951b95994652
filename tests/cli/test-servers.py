#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headway diff on the server at hand, whatever its version: shadows, restored dumps, rights, files."""

import os
import pathlib
import subprocess
import unittest

import tap
import workplace

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOP = """
CREATE TABLE goods (id integer PRIMARY KEY, name text NOT NULL, price numeric(10,2) DEFAULT 0);
CREATE INDEX ON goods (lower(name));
"""
VIEW = "CREATE VIEW cheap AS SELECT id FROM goods WHERE price < 10;"
ALL_EXTENSIONS = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT e.name FROM pg_available_extensions e WHERE e.name <> 'plpgsql' ORDER BY 1 LOOP
    BEGIN
      EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I CASCADE', name);
    EXCEPTION WHEN undefined_file OR object_not_in_prerequisite_state OR io_error THEN NULL;
    END;
  END LOOP;
END $$;
CREATE TABLE goods (a hstore DEFAULT 'x=>1', b ltree, c citext PRIMARY KEY, d cube, e isbn, f seg, at tsrange,
  n integer, EXCLUDE USING gist (n WITH =, at WITH &&));
CREATE INDEX ON goods USING gin ((c::text) gin_trgm_ops);
CREATE INDEX ON goods USING gist (b gist_ltree_ops (siglen = 100));
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a');
CREATE FOREIGN TABLE there (a integer) SERVER far;
CREATE VIEW near AS SELECT levenshtein(c, 'x') AS far, a -> 'x' AS x FROM goods;
"""


class Servers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = workplace.Workplace()
        cls.addClassCleanup(cls.shared.close)

    def setUp(self):
        """Every test uses the same shadow server."""
        self.place = workplace.Workplace(cache=self.shared.folder / "cache")
        self.addCleanup(self.place.close)

    def database(self, name, sql=None):
        name = self.place.prefix + name
        self.place.databases.append(name)
        self.place.run("createdb", "--maintenance-db=postgres", name)
        if sql:
            self.place.sql(name, sql)
        return name

    def test_shadow_is_of_the_same_version(self):
        """A file is loaded on a server of the live one's version, and both are then alike."""
        self.place.write("shop.sql", SHOP + VIEW)
        name = self.database("live", SHOP + VIEW)
        done = self.place.headway("diff", f"dbname={name}", "shop.sql", status=0)
        self.assertEqual("", done.stdout)
        self.assertEqual("", done.stderr)

    def test_file_that_does_not_load(self):
        self.place.write("bad.sql", SHOP + "\nCREATE TABLE two (\n  a integer,\n  b inteher\n);\n")
        done = self.place.headway("diff", f"dbname={self.database('live')}", "bad.sql", status=3)
        self.assertIn("bad.sql:7: ", done.stderr)
        self.assertIn('type "inteher" does not exist', done.stderr)
        self.assertEqual("", done.stdout)

    def test_restored_dump(self):
        """Every extension at once: what pg_dump restores is the same to Headway."""
        one, two = self.database("one", ALL_EXTENSIONS), self.database("two")
        dump = self.dump(one)
        self.assertGreater(dump.count("CREATE EXTENSION"), 40)
        # pg_dump 18 sets what no older server knows.
        dump = dump.replace("SET transaction_timeout = 0;", "")
        self.place.write("dump.sql", dump)
        self.place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", two, "-f", "dump.sql")
        done = self.place.headway("diff", f"dbname={one}", f"dbname={two}", "--destroy", "--owners",
                                  "--privileges", status=0)
        self.assertEqual("", done.stdout)

    def dump(self, name):
        command = os.environ.get("HW_TEST_PG_DUMP")
        if not command:
            return self.place.run("pg_dump", "--schema-only", name).stdout
        answer = subprocess.run(command.split(), input=name + "\n", capture_output=True, text=True,
                                check=True).stdout
        return answer.split("\n", 1)[1]

    def test_what_a_role_may_not_read_is_said(self):
        """It is there, so it is not missing; what it is like is not known, so it does not differ."""
        name = self.database("live", """
            CREATE EXTENSION postgres_fdw;
            CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a');
            CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'x');
            CREATE SCHEMA closed;
            CREATE TABLE closed.t (a integer PRIMARY KEY CHECK (a > 0));
            CREATE VIEW closed.v AS SELECT a FROM closed.t;
            REVOKE ALL ON SCHEMA closed FROM PUBLIC""")
        self.place.sql(name, f"""
            CREATE SUBSCRIPTION "{name}" CONNECTION 'host=a' PUBLICATION p
              WITH (connect = false, slot_name = NONE)""")
        self.addCleanup(self.place.sql, name, f'DROP SUBSCRIPTION "{name}"')
        role = self.place.prefix + "reader"
        self.place.sql(name, f'CREATE ROLE "{role}" LOGIN')
        self.addCleanup(self.place.sql, "postgres", f'DROP ROLE "{role}"')
        # Before PostgreSQL 14 such a role cannot tell which subscription is whose.
        version = int(self.place.sql(name, "SHOW server_version_num")[0][0])
        owners = ["--owners"] if version >= 140000 else []
        for names in ((f"dbname={name}", f"dbname={name} user={role}"),
                      (f"dbname={name} user={role}", f"dbname={name}")):
            done = self.place.headway("diff", *names, "--destroy", "--privileges", *owners,
                                      status=0)
            self.assertEqual("", done.stdout)
            self.assertIn(f"subscription {name}", done.stderr)
            self.assertIn("user-mapping far", done.stderr)
            self.assertNotIn("closed", done.stderr)


class TwoServers(unittest.TestCase):
    """The server at hand, and Debian's."""

    def test_two_versions(self):
        place = workplace.Workplace()
        self.addCleanup(place.close)
        name = place.prefix + "live"
        place.databases.append(name)
        place.run("createdb", "--maintenance-db=postgres", name)
        place.sql(name, SHOP)
        folder = place.folder / "other"
        environment = {key: value for key, value in os.environ.items() if key != "HW_POSTGRES_BIN"}
        subprocess.run([ROOT / "data/private-postgres", "start", folder], env=environment, check=True)
        self.addCleanup(subprocess.run, [ROOT / "data/private-postgres", "stop", folder], check=True)
        place.write("shop.sql", SHOP)
        other = f"host={folder} port=5432 user=admin dbname=postgres"
        place.run("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", other, "-f", "shop.sql")
        done = place.headway("diff", f"dbname={name}", other, status=0)
        self.assertEqual("", done.stdout)
        self.assertIn("is of PostgreSQL", done.stderr)


if not os.environ.get("HW_TEST_PG_DUMP"):
    del TwoServers

if __name__ == "__main__":
    tap.main()
