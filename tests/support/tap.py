# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module's unittest cases and reports each in the Test Anything Protocol, for Meson."""

import sys
import time
import unittest


class TapResult(unittest.TestResult):
    """Prints one line for each test, and what went wrong as comments below it."""

    def __init__(self, stream):
        super().__init__()
        self.stream = stream
        self.number = 0
        self.good = True
        self.subtest_problems = []

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()
        self.subtest_problems = []

    def _report(self, good, test, text=""):
        self.number += 1
        self.good &= good
        seconds = time.monotonic() - getattr(self, "started", time.monotonic())
        name = test.id().replace("__main__.", "")
        print(f"{'ok' if good else 'not ok'} {self.number} {name}", file=self.stream)
        for line in text.splitlines():
            print("#", line, file=self.stream)
        print(f"# {seconds:.1f} s", file=self.stream, flush=True)

    def addSuccess(self, test):
        self._report(True, test)

    def stopTest(self, test):
        """A test whose parts failed is reported neither as a success nor as a failure."""
        super().stopTest(test)
        if self.subtest_problems:
            self._report(False, test, "\n".join(self.subtest_problems))

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.subtest_problems.append(f"{subtest}\n{self._exc_info_to_string(err, test)}")

    def _bad(self, test, err):
        self._report(False, test, self._exc_info_to_string(err, test))

    addError = addFailure = _bad

    def addSkip(self, test, reason):
        self._report(False, test, f"skipped, which no test may be: {reason}")

    def addUnexpectedSuccess(self, test):
        self._report(False, test, "expected to fail, and did not")


def main():
    """Call at the end of a test module. Arguments: names of tests; all when there are none."""
    loader = unittest.TestLoader()
    module = sys.modules["__main__"]
    names = sys.argv[1:]
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult(sys.stdout)
    suite.run(result)
    sys.exit(0 if result.good and result.number == suite.countTestCases() else 1)
