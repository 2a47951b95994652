#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random schemas, and what becomes of them by random edits: each becomes the other by Headway's script.

    PAIR_ANSWERS=build/tests/database/pair-answers tests/database/test-random.py [OPTION…]

    --pairs N    so many pairs; 10000 is the long run
    --first N    from this one on
    --seed TEXT  others; the same seed gives the same pairs
    --jobs N     so many at once, each with a server of its own unless HW_TEST_PGHOST names one
    --show       the pairs themselves, instead of trying them

A long run is fastest on a server of its own that neither writes to a disk nor looks after statistics,
and with the program behind Debian's pg_dump:

    data/private-postgres start /dev/shm/random autovacuum=off jit=off
    HW_TEST_PGHOST=/dev/shm/random HW_TEST_PGUSER=admin PATH=$(pg_config --bindir):$PATH …

Nothing may remain in either direction by Headway's own account, nor by that of pg_dump, which judges
one direction of each pair, in turn. In the end each side becomes empty again.
What the server refuses of a random schema is left out of it, and counted. A pair that fails is made
as small as it still fails in the same way, and printed as tests/database/schema takes it; each way
of failing once. A run that is stopped says how far it came. random_schema/ says what is random."""

import argparse
import collections
import concurrent.futures
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

from random_schema.kinds import new_world

MOST_TRIES = 250  # of making one failure smaller


def make_pair(seed, number):
    """Two schemas as lists of statements. Every tenth pair are strangers."""
    name = f"{seed}/{number}"
    one = new_world(name)
    if random.Random(name).random() < 0.1:
        two = new_world(name + "/other")
    else:
        two = one.copy(name + "/edit")
        while two.statements() == one.statements():
            two.edit()
    return one.statements(), two.statements()


class Answers:
    """The program that tries pairs, started anew when it dies."""

    def __init__(self):
        self.process = None

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()

    def start(self):
        self.errors = tempfile.TemporaryFile()
        # What stops a run from a terminal does not stop this.
        self.process = subprocess.Popen([os.environ["PAIR_ANSWERS"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.errors, start_new_session=True)

    def read(self):
        text = bytearray()
        while (byte := self.process.stdout.read(1)) not in (b"", b"\0"):
            text += byte
        return text.decode() if byte else None

    def ask(self, pair, judged):
        """What was taken of each side, and what went wrong ("same": there was nothing to do)."""
        if self.process is None:
            self.start()
        question = judged.encode() + b"\0" + b"".join(
            statement.encode() + b"\0" for side in pair for statement in (*side, ""))
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(question)
            self.process.stdin.flush()
        marks, answer = self.read(), self.read()
        if answer is None:
            self.process.wait()
            self.errors.seek(0)
            answer = "the program died: " + self.errors.read().decode(errors="replace")[-2000:]
            self.process = None
            return pair, answer
        marks = iter(marks)
        return [[statement for statement in side if next(marks) == "."] for side in pair], answer


def get_way(answer):
    """In which way a pair fails: the words without the names."""
    line = re.sub("^database “.*?” on [^:]*: ", "", answer.split("\n")[0])
    line = re.sub(r'"[^"]*"|\S*\.\S*|\b[a-h][123]\b|\d+', "…", line)
    return " ".join(line.split()[:14])


def without_lines(statement):
    """The statement without one of the lines in its parentheses or its list."""
    lines = statement.split("\n")
    for number in range(1, len(lines) - 1):
        rest = lines[:number] + lines[number + 1:]
        for i, line in enumerate(rest[:-1]):
            bare = line.rstrip(",")
            ends = rest[i + 1].startswith(")") or rest[i + 1].startswith("FROM ")
            rest[i] = bare if ends or not line.startswith("  ") else bare + ","
        yield "\n".join(rest)


def make_smaller(answers, pair, way):
    """The smallest pair that is found to fail in the same way, and how."""
    tries = 0
    last = ""

    def fails(candidate):
        nonlocal tries, last
        tries += 1
        taken, answer = answers.ask(candidate, "<>" if "pg_dump" in way else "")
        if answer in ("", "same") or get_way(answer) != way:
            return None
        last = answer
        return taken

    def drop_statements(pair):
        everything = list(dict.fromkeys([*pair[0], *pair[1]]))
        size = max(len(everything) // 2, 1)
        while size >= 1 and tries < MOST_TRIES:
            start = 0
            while start < len(everything) and tries < MOST_TRIES:
                gone = set(everything[start:start + size])
                taken = fails([[each for each in side if each not in gone] for side in pair])
                if taken is not None:
                    pair = taken
                    there = {*pair[0], *pair[1]}
                    everything = [each for each in everything if each in there]
                else:
                    start += size
            size //= 2
        return pair

    def change_statements(pair):
        for statement in dict.fromkeys([*pair[0], *pair[1]]):
            change = True
            while change and tries < MOST_TRIES:
                change = False
                for other in without_lines(statement):
                    taken = fails([[other if each == statement else each for each in side] for side in pair])
                    if taken is not None:
                        pair, statement, change = taken, other, True
                        break
        return pair

    def drop_from_one(pair):
        for side in (0, 1):
            for statement in list(pair[side]):
                other = [list(each) for each in pair]
                other[side] = [each for each in pair[side] if each != statement]
                taken = fails(other) if tries < MOST_TRIES else None
                pair = taken if taken is not None else pair
        return pair

    for step in (drop_statements, change_statements, drop_from_one, drop_statements):
        pair = step(pair)
    return pair, last


def to_text(pair, number):
    both = [each for each in pair[0] if each in pair[1]]
    if pair[0][:len(both)] != both or pair[1][:len(both)] != both:
        both = []
    sections = [("both", both), ("from", pair[0][len(both):]), ("to", pair[1][len(both):])]
    return f"-- === pair {number}\n" + "".join(
        f"-- == {name}\n" + "".join(f"{each};\n" for each in side) for name, side in sections if side)


class Run:
    """Many pairs, and what became of them."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.local = threading.local()
        self.all_answers = []
        self.ways = collections.Counter()
        self.numbers = collections.defaultdict(list)
        self.same = self.statements = self.refused = self.done = 0
        self.stopped = False

    def say(self, text):
        for line in text.rstrip("\n").split("\n"):
            print("#", line, flush=True)

    def stop(self, *_):
        """What is under way comes to its end, and is counted."""
        self.stopped = True

    def try_pair(self, number):
        if self.stopped:
            return
        if not hasattr(self.local, "answers"):
            self.local.answers = Answers()
            self.all_answers.append(self.local.answers)
        pair = make_pair(self.options.seed, number)
        taken, answer = self.local.answers.ask(pair, "<>"[number % 2])
        way = get_way(answer)
        with self.lock:
            self.done += 1
            if self.done % 500 == 0:
                self.say(f"{self.done} pairs")
            self.same += answer == "same"
            self.statements += sum(map(len, pair))
            self.refused += sum(map(len, pair)) - sum(map(len, taken))
            if answer in ("", "same"):
                return
            self.ways[way] += 1
            self.numbers[way].append(number)
            self.say(f"pair {number} fails: {answer.splitlines()[0]}")
            if self.ways[way] > 1:
                return
        smallest, last = make_smaller(self.local.answers, taken, way)
        with self.lock:
            self.say(f"pair {number} at its smallest: {last or answer}\n{to_text(smallest, number)}")

    def run(self):
        first, n = self.options.first, self.options.pairs
        started = time.monotonic()
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for each in [pool.submit(self.try_pair, number) for number in range(first, first + n)]:
                each.result()
        for each in self.all_answers:
            each.close()
        seconds = time.monotonic() - started
        for way, count in self.ways.most_common():
            self.say(f"{count} times: {way} (pairs {', '.join(map(str, self.numbers[way][:8]))})")
        self.say(f"{self.done} pairs of seed {self.options.seed}, both directions, and to nothing; pg_dump judged one direction of each; "
                 f"{sum(self.ways.values())} failed; {self.same} were equal; {self.statements} statements, "
                 f"{self.refused} of them refused; {seconds:.0f} s")
        return not self.ways and self.done == n and self.same < n / 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", default="headway")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.show:
        for number in range(options.first, options.first + options.pairs):
            print(to_text(make_pair(options.seed, number), number))
        return 0
    print("1..1", flush=True)
    good = Run(options).run()
    print("ok 1 random pairs" if good else "not ok 1 random pairs")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
