# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion: what `headway complete` offers, and that bash gets it."""

import os
import pathlib
import subprocess
import unittest

import shop
import tap

SCRIPT = pathlib.Path(__file__).parents[2] / "data/completion/headway.bash"


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = shop.Shop()

    @classmethod
    def tearDownClass(cls):
        cls.place.close()

    def offered(self, *words):
        return self.place.headway("complete", "--", *words).stdout.split()

    def in_bash(self, line):
        """What bash would offer behind @line."""
        program = os.environ["HEADWAY"]
        script = (f'source {SCRIPT}; COMP_LINE="{program} {line}"; COMP_POINT=${{#COMP_LINE}};'
                  'COMP_WORDBREAKS="@ "; _headway; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "--norc", "-c", script], cwd=self.place.folder,
                              env=self.place.environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    def test_commands(self):
        self.assertEqual(["stamp", "status"], sorted(self.offered("sta")))
        self.assertNotIn("complete", self.offered(""))

    def test_services_and_databases(self):
        self.assertEqual(["shop", "shop@local"], self.offered("status", ""))
        self.assertEqual(["shop@local"], self.offered("drift", "shop@"))

    def test_revisions(self):
        self.assertIn("002", self.offered("stamp", "shop", ""))
        self.assertEqual(["head"], self.offered("upgrade", "shop", "he"))

    def test_options(self):
        self.assertEqual(["--destroy"], self.offered("reconcile", "--de"))
        self.assertEqual(["local"], self.offered("status", "--environment", ""))

    def test_verbs(self):
        self.assertEqual(["new", "add", "show", "trust"], self.offered("fleet", ""))
        self.assertEqual(["shop", "shop@local"], self.offered("fleet", "add", ""))
        self.assertEqual([], self.offered("fleet", "show", ""))
        self.assertEqual(["set", "list", "forget"], self.offered("credentials", ""))
        self.assertEqual(["shop@local"], self.offered("credentials", "set", "shop@"))
        self.assertEqual([], self.offered("credentials", "list", ""))

    def test_other_fleet(self):
        self.place.write("other/my.fleet", "[Service till]\nMigrations=../migrations\n"
                                           "[Database till@test]\nConnection=dbname=till\n")
        for fleet in (["--fleet", "other/my.fleet"], ["--fleet=other/my.fleet"]):
            self.assertEqual(["till", "till@test"], self.offered(*fleet, "status", ""))
            self.assertEqual(["till", "till@test"], self.offered("status", *fleet, ""))

    def test_no_fleet(self):
        done = self.place.headway("--fleet", "none.fleet", "complete", "--", "status", "")
        self.assertEqual("", done.stdout)

    def test_bash(self):
        self.assertEqual(["reconcile"], self.in_bash("reco"))
        # bash takes "@" for a word of its own: only what is behind it is filled in.
        self.assertEqual(["local"], self.in_bash("status shop@l"))


if __name__ == "__main__":
    tap.main()
