#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree keeps the house rules, and each rule catches its bad sample."""

import pathlib
import unittest

import lint
import tap

HERE = pathlib.Path(__file__).parent


class Lint(unittest.TestCase):
    """Two tests a rule, added below."""


def _add(rule):
    def tree_is_clean(self):
        self.assertEqual([], list(rule(lint.Tree(HERE.parents[1]))))

    def sample_is_caught(self):
        sample = lint.Tree(HERE / "bad" / rule.__name__)
        if rule is lint.length:
            sample.files = {"bad.c": "\n" * 701, "good.c": "\n" * 700}
        self.assertTrue(sample.files, "there is no sample")
        caught = {complaint.split(":")[0] for complaint in rule(sample)}
        bad = {name for name in sample.files if "bad" in name}
        self.assertEqual(bad, caught, "the bad files, and only they, are complained of")

    setattr(Lint, f"test_{rule.__name__}", tree_is_clean)
    setattr(Lint, f"test_{rule.__name__}_sample", sample_is_caught)


for _rule in lint.RULES:
    _add(_rule)

if __name__ == "__main__":
    tap.main()
