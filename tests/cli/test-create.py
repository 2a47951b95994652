#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""headway create: the role and the database that Connection= names, where the server has none."""

import tap
from guarded import MARK, Guarded


class TestCreate(Guarded):
    """On a server that takes admin as he is, and wants a password from everybody else."""

    def setUp(self):
        super().setUp()
        self.name = f"new_{self._testMethodName}"
        self.fleet(old="dbname=shop user=keeper", new=f"dbname={self.name} user={self.name}")
        self.addCleanup(self.drop)

    def drop(self):
        self.base.sql("postgres", f"DROP DATABASE IF EXISTS {self.name}")
        self.base.sql("postgres", f"DROP ROLE IF EXISTS {self.name}")

    def owner(self):
        return self.base.sql("postgres", "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE"
                             f" datname = '{self.name}'")

    def create(self, *arguments, status=0, **more):
        return self.place.headway("create", "--as", "admin", *arguments, status=status, **more)

    def test_both(self):
        done = self.create("--yes", "--password", input=MARK + "\n")
        self.assertIn(f"CREATE ROLE {self.name} LOGIN PASSWORD '…';\n"
                      f"CREATE DATABASE {self.name} OWNER {self.name};", done.said)
        self.assertEqual([[self.name]], self.owner())
        # The role has the password that was given, and it opens the database.
        self.start_keyring()
        self.store()
        self.assertIn("empty", self.place.headway("status", status=1).said)
        self.assertIn("is there already", self.create().said)

    def test_database_alone(self):
        self.base.sql("postgres", f"CREATE ROLE {self.name} LOGIN PASSWORD '{self.scram()}'")
        answer = self.place.headway_json("create", "--as", "admin", "--yes")["databases"][0]
        self.assertEqual((False, True), (answer["created_role"], answer["created_database"]))
        self.assertEqual([[self.name]], self.owner())

    def test_asks_first(self):
        done = self.create(status=4)
        self.assertIn("CREATE DATABASE", done.said)
        self.assertIn("--yes", done.said)
        self.assertEqual([], self.owner())

    def test_without_the_right(self):
        """Said before anything is made, with the remedy."""
        self.base.sql("postgres", f"CREATE ROLE {self.name} LOGIN PASSWORD '{self.scram()}'")
        self.place.write(".pgpass", f"*:*:*:*:{MARK}\n")
        (self.place.folder / ".pgpass").chmod(0o600)
        done = self.place.headway("create", "--yes", status=4)
        self.assertIn(f"the role {self.name} may not make databases", done.said)
        self.assertIn(f"ALTER ROLE {self.name} CREATEDB", done.said)
        self.assertEqual([], self.owner())

    def test_refusal_does_not_show_the_verifier(self):
        """What the server says of the statement that makes the role is told without it."""
        self.fleet(old="dbname=shop user=keeper", new=f"dbname={self.name} user=pg_{self.name}")
        done = self.create("--yes", "--password", input=MARK + "\n", status=3)
        self.assertIn("reserved", done.said)
        self.assertNotIn("SCRAM", done.said)

    def test_protected(self):
        self.fleet(more="\n[Environment local]\nProtected=true\n",
                   old="dbname=shop user=keeper", new=f"dbname={self.name} user={self.name}")
        done = self.create("--yes", "--confirm", "shop@local", status=4)
        self.assertIn("is in a protected environment", done.said)
        self.assertEqual([], self.owner())

    def several(self):
        """The new one beside a protected one that is there, one that is not, and no server."""
        others = "".join(
            f"\n[Database shop@{name}]\nConnection=host={host} port=5432 dbname={database} user=keeper\n"
            for name, host, database in (("there", self.server, "shop"), ("lost", self.server, "lost"),
                                         ("away", "/nowhere", "shop")))
        self.fleet(more=others + "\n[Environment there]\nProtected=true\n"
                                 "\n[Environment lost]\nProtected=true\n",
                   old="dbname=shop user=keeper", new=f"dbname={self.name} user={self.name}")

    def test_protected_that_is_there(self):
        self.several()
        done = self.create("shop@there", "shop@local", "--yes")
        self.assertIn("shop@there is there already", done.stdout)
        self.assertEqual([[self.name]], self.owner())

    def test_others_are_made(self):
        self.several()
        done = self.create("shop@there", "shop@lost", "shop@local", "--yes", status=4)
        self.assertIn("shop@lost is in a protected environment", done.stderr)
        self.assertEqual([[self.name]], self.owner())

    def test_others_of_an_unreachable_one_are_made(self):
        self.several()
        answer = self.place.headway_json("create", "--as", "admin", "--yes", "shop@away", "shop@local",
                                         status=3)["databases"]
        self.assertEqual([(True, None), (False, "unreachable")],
                         [(one["created_database"], one["error"] and one["error"]["code"])
                          for one in answer])
        self.assertEqual([[self.name]], self.owner())


if __name__ == "__main__":
    tap.main()
