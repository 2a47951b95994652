# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text can be translated, and is, in every language there is."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import tap

ROOT = pathlib.Path(__file__).parents[2]
PO = ROOT / "po"


def run(*command):
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )


class TestTranslations(unittest.TestCase):
    maxDiff = None

    def listed(self):
        return (PO / "POTFILES.in").read_text(encoding="utf-8").split()

    def test_every_file_with_texts_is_listed(self):
        marked = re.compile(r"\b(N?_|ngettext) \(\"")
        files = [
            *ROOT.glob("core/**/*.c"), *ROOT.glob("app/**/*.c"), *ROOT.glob("app/desktop/*.blp"),
        ]
        texts = sorted(
            str(path.relative_to(ROOT)) for path in files
            if re.search(r"_\(\"", path.read_text(encoding="utf-8"))
            or marked.search(path.read_text(encoding="utf-8"))
        )
        self.assertEqual([], [name for name in texts if name not in self.listed()])

    def test_every_text_is_translated(self):
        with tempfile.TemporaryDirectory() as folder:
            run("xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_",
                "--keyword=ngettext:1,2", "--keyword=C_:1c,2", "-f", "po/POTFILES.in",
                "-o", f"{folder}/now.pot")
            for language in (PO / "LINGUAS").read_text(encoding="utf-8").split():
                with self.subTest(language):
                    po = f"po/{language}.po"
                    run("msgfmt", "--check", "-o", "/dev/null", po)
                    run("msgmerge", "-q", "--no-fuzzy-matching", "-o", f"{folder}/merged.po", po,
                        f"{folder}/now.pot")
                    left = run("msgattrib", "--untranslated", "--no-obsolete", "--no-location",
                               f"{folder}/merged.po").stdout
                    self.assertEqual("", left)


if __name__ == "__main__":
    tap.main()
