#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data/demo/run itself: every incident ends well, and nothing is left behind."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import child
import tap

DEMO = pathlib.Path(__file__).parents[2] / "data/demo"
INCIDENTS = sorted(path.name for path in (DEMO / "incidents").iterdir() if not path.suffix)


class DemoRun(unittest.TestCase):
    """One test an incident, added below."""

    def setUp(self):
        around = pathlib.Path(tempfile.mkdtemp(prefix="hw-demo-"))
        around.chmod(0o711)
        self.addCleanup(shutil.rmtree, around, ignore_errors=True)
        self.folder = around / "demo"
        self.environment = {**os.environ, "HEADWAY_DEMO": str(self.folder)}
        self.addCleanup(self.run_program, "stop")

    def run_program(self, name, *arguments):
        return subprocess.run(
            [DEMO / name, *arguments], env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=300, check=False,
        )

    def processes(self):
        """Programs that still know of the demo's folder."""
        found = []
        for process in pathlib.Path("/proc").iterdir():
            try:
                if process.name.isdigit() and str(self.folder) in (process / "cmdline").read_text():
                    found.append(process.name)
            except OSError:
                pass
        return found

    def ends_well(self, incident):
        done = self.run_program("run", "--incident", incident)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertIn("Every database is at its head, and the order is placed.", done.stdout)
        self.assertEqual("", done.stderr)
        self.assertFalse(self.folder.exists())
        self.assertEqual([], self.processes())

    def test_wrong_usage(self):
        for arguments in (["--incident", "nonsense"], ["--incident"], ["nonsense"]):
            done = self.run_program("run", *arguments)
            self.assertEqual(2, done.returncode)
            self.assertIn("usage: data/demo/run", done.stderr)
        usage = self.run_program("run", "--help").stdout
        for incident in INCIDENTS:
            self.assertIn(incident, usage)

    def test_keep_and_stop(self):
        done = self.run_program("run", "--keep")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        shown = next(line for line in done.stdout.splitlines() if line.startswith("    . "))
        again = subprocess.run(
            ["sh", "-c", f"{shown} && headway status"], env=self.environment, capture_output=True,
            text=True, check=False, timeout=60,
        )
        self.assertEqual(0, again.returncode, again.stdout + again.stderr)
        self.assertIn("up-to-date", again.stdout)
        self.assertEqual(0, self.run_program("stop").returncode)
        self.assertFalse(self.folder.exists())
        self.assertEqual([], self.processes())
        self.assertIn("No demo", self.run_program("stop").stdout)

    def test_interrupted(self):
        process = child.start(
            [DEMO / "run"], env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not (self.folder / "headway.fleet").exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        self.assertEqual(130, process.wait(60))
        self.assertFalse(self.folder.exists())
        self.assertEqual([], self.processes())


for _incident in INCIDENTS:
    setattr(
        DemoRun, "test_" + _incident.replace("-", "_"),
        lambda self, incident=_incident: self.ends_well(incident),
    )

if __name__ == "__main__":
    tap.main()
