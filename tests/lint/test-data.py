#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed for the desktop is what its specifications want, and names itself alike."""

import configparser
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ET

import tap

ROOT = pathlib.Path(__file__).parents[2]
DATA = ROOT / "data"
ID = "org.headwaydb.Headway"


class Data(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hw-data-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def passes(self, *command):
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, check=False, timeout=60,
        )
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def copy(self, name):
        """The file as it is installed, under the name that it then has."""
        return shutil.copy(DATA / name, self.folder / name.removesuffix(".in"))

    def test_desktop_entry(self):
        entry = self.copy(f"{ID}.desktop.in")
        self.assertEqual("", self.passes("desktop-file-validate", entry))
        parsed = configparser.ConfigParser(interpolation=None)
        parsed.read(entry)
        types = ET.parse(DATA / f"{ID}.mime.xml").getroot()
        kind = next(iter(types)).get("type")
        self.assertEqual(kind + ";", parsed["Desktop Entry"]["MimeType"])
        self.assertTrue((DATA / "icons" / (parsed["Desktop Entry"]["Icon"] + ".svg")).exists())

    def test_metainfo(self):
        self.passes("appstreamcli", "validate", "--no-net", self.copy(f"{ID}.metainfo.xml.in"))

    def test_settings(self):
        self.passes("glib-compile-schemas", "--strict", "--dry-run", DATA)

    def test_icons_are_drawn_with_areas(self):
        """GTK fills every shape of a symbolic icon, so a line drawn as a stroke becomes a blob."""
        for path in (ROOT / "app/desktop/icons").iterdir():
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                self.assertNotIn("stroke", text)
                shapes = {shape.tag.partition("}")[2] for shape in ET.fromstring(text)}
                self.assertLessEqual(shapes, {"path", "rect", "circle"})

    def test_well_formed(self):
        files = [*DATA.glob("*.xml*"), *(DATA / "icons").iterdir(),
                 *(ROOT / "app/desktop/icons").iterdir()]
        self.assertGreater(len(files), 10)
        for path in files:
            with self.subTest(path.name):
                ET.parse(path)

    def test_manual_names_every_command(self):
        page = (DATA / "man/headway.1").read_text(encoding="utf-8")
        usage = self.passes(os.environ["HEADWAY"], "--help")
        commands = re.findall(r"^  (\w+) +\w", usage.split("Commands:")[1].split("Everywhere:")[0],
                              re.MULTILINE)
        self.assertIn("reconcile", commands)
        for command in commands:
            self.assertRegex(page, rf"(?m)^\.B[RI]?.*\b{command}\b")


if __name__ == "__main__":
    tap.main()
