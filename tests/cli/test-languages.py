# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command says in other languages: every title, and columns that stand below each other."""

import pathlib
import re
import subprocess
import unicodedata
import unittest

import shop
import tap

PO = pathlib.Path(__file__).parents[2] / "po"


def columns(text):
    """What @text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class Languages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = shop.Shop()
        for language in (PO / "LINGUAS").read_text(encoding="utf-8").split():
            folder = cls.place.folder / "locale" / language / "LC_MESSAGES"
            folder.mkdir(parents=True)
            subprocess.run(["msgfmt", "-o", folder / "headway.mo", PO / f"{language}.po"], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.place.close()

    def run_in(self, language, *arguments, status):
        # With a locale that is always there, LANGUAGE alone says which language it is.
        environment = {
            **self.place.environment, "LC_ALL": "C.UTF-8", "LANGUAGE": language,
            "HEADWAY_LOCALE_DIR": str(self.place.folder / "locale"),
        }
        done = self.place.headway(*arguments, status=status, env=environment)
        self.assertNotIn("Project-Id-Version", done.said)
        return done

    def said(self, language, *arguments, status=2):
        return self.run_in(language, *arguments, status=status).said

    def each(self, *arguments, status=0):
        """(language, lines) of a command's output."""
        for folder in sorted((self.place.folder / "locale").iterdir()):
            done = self.run_in(folder.name, *arguments, status=status)
            yield folder.name, done.stdout.splitlines()

    def test_titles(self):
        for language, lines in self.each("history", "shop"):
            titles = re.split("  +", lines[0])
            self.assertEqual(5, len(titles), lines[0])
            self.assertNotIn("FOLLOWS", titles)
            where = lines[0].index(titles[1]), lines[1].index("price")
            self.assertEqual(columns(lines[0][:where[0]]), columns(lines[1][:where[1]]), language)

    def test_column_without_title(self):
        for language, lines in self.each("fleet", "show"):
            titles = next(line for line in lines if "  " in line)
            self.assertEqual(4, len(re.split("  +", titles)), language)

    def test_fields(self):
        for language, lines in self.each("show", "shop", "002"):
            ends = {columns(re.match("[^:：]+[:：] +", line).group()) for line in lines[1:3]}
            self.assertEqual({13}, ends, language)

    def test_verdicts(self):
        """They are names that a person and a program look for: the same in every language."""
        for language, lines in self.each("status", status=1):
            self.assertEqual(["shop@local", "empty"], lines[1].split()[:2], language)

    def test_sentences(self):
        """Each is whole, and ends as the language does."""
        for language, lines in self.each("status", status=1):
            end = "。" if language == "zh_CN" else "."
            sentences = [line for line in lines if line.startswith("shop@local ")][1:]
            self.assertEqual([end], [line[-1] for line in sentences], language)
        said = {folder: self.said(folder, "status", "nothing") for folder in ("de", "fr", "zh_CN")}
        self.assertIn("Kein Dienst „nothing“", said["de"])
        self.assertIn("Aucun service « nothing »", said["fr"])
        self.assertIn("没有服务“nothing”", said["zh_CN"])

    def test_one(self):
        """A number has the form that goes with it."""
        self.place.headway("upgrade", "--yes")
        self.addCleanup(self.place.query, "DROP SCHEMA headway CASCADE; DROP TABLE goods")
        self.place.query("ALTER TABLE goods ADD COLUMN extra integer")
        self.assertIn("1 inesperado;", self.said("es", "status", status=1))
        self.place.query("ALTER TABLE goods ADD COLUMN more integer")
        self.assertIn("2 inesperados;", self.said("es", "status", status=1))


if __name__ == "__main__":
    tap.main()
