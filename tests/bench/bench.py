# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: programs raced side by side, and a row of the table."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).parents[2]


@dataclasses.dataclass
class Row:
    """One ratio and its limit: at most, or (faster) at least; None where it is only told."""

    title: str
    ours: float  # in seconds, unless unit says otherwise
    theirs: float
    limit: float | None
    faster: bool = False  # the ratio is theirs to ours, and must be at least the limit
    unit: str = "s"

    @property
    def ratio(self):
        return self.theirs / self.ours if self.faster else self.ours / self.theirs

    @property
    def met(self):
        if self.limit is None:
            return True
        return self.ratio >= self.limit if self.faster else self.ratio <= self.limit


def clock(work):
    """The seconds that the call of a function takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def seconds(command, codes=(0,), **more):
    """The time of one run of a program, whose output is thrown away; its exit status must be one of
    @codes."""
    command = [str(word) for word in command]
    more.setdefault("stdout", subprocess.DEVNULL)

    def run():
        code = subprocess.run(command, stdin=subprocess.DEVNULL, **more).returncode
        if code not in codes:
            raise subprocess.CalledProcessError(code, command)

    return clock(run)


def peak_memory(command, codes=(0,), **more):
    """The most that a program ever had in memory, in MiB; likewise."""
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss / 1024


def race(rounds, *commands, before=lambda: None, **more):
    """The median time of each command, run in turn so that all see the same machine. What @before
    does is not measured, nor how a server winds it up."""
    def run(command):
        before()
        time.sleep(0.02)
        return seconds(command, **more)

    times = [[run(command) for command in commands] for _ in range(rounds + 1)]
    return [statistics.median(column) for column in zip(*times[1:])]  # the first only warms caches


def headway():
    """The built program."""
    return os.environ["HEADWAY"]
