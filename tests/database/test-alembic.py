#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history's answers are Alembic's own, on random graphs: what is a head, what a specification
means, the way up and down, and the rows of alembic_version after every step.

Alembic itself runs, on a real database; the graphs are the same in every run."""

import contextlib
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
import warnings

import sqlalchemy
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import tap

N_GRAPHS = 200
N_MOVES = 12
N_QUESTIONS = 40


class Graph:
    """A random history: lines that branch, merge and depend on each other, some with labels."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.down = {}
        self.depends_on = {}
        self.labels = {}
        self.above = {}  # id → all it stands on
        for number in range(self.random.randint(1, 14)):
            self.add(f"{self.random.randrange(16 ** 5):05x}{number:02x}")

    def heads(self):
        return [each for each in self.down if not any(each in downs for downs in self.down.values())]

    def add(self, name):
        chance = self.random.random()
        heads = self.heads()
        below = list(self.down)
        if not below or chance < 0.1:
            down = ()
        elif chance < 0.3 and len(heads) > 1:
            down = self.unrelated(self.random.sample(heads, min(len(heads), self.random.choice((2, 2, 3)))))
        elif chance < 0.5:
            down = (self.random.choice(below),)
        else:
            down = (self.random.choice(heads),)
        stands_on = set(down).union(*(self.above[each] for each in down))
        # Debian's Alembic leaves overlapping rows behind a dependency on an ancestor.
        others = [each for each in below if each not in stands_on and not self.above[each] & set(down)]
        depends_on = ()
        if others and self.random.random() < 0.2:
            depends_on = self.unrelated(self.random.sample(others, min(len(others), self.random.choice((1, 1, 2)))))
        self.down[name] = tuple(down)
        self.depends_on[name] = tuple(depends_on)
        self.labels[name] = (f"label{name}",) if self.random.random() < 0.12 else ()
        self.above[name] = stands_on.union(depends_on, *(self.above[each] for each in depends_on))

    def unrelated(self, names):
        """Of these, those that none of the others stands on."""
        return tuple(each for each in names if not any(each in self.above[other] for other in names))

    def write(self, folder):
        versions = folder / "versions"
        versions.mkdir()
        for name, down in self.down.items():
            depends_on = tuple(
                self.random.choice(self.labels[each] + (each,)) for each in self.depends_on[name]
            )
            (versions / f"{self.random.randrange(1000)}_{name}.py").write_text(
                f'"""Step {name}"""\nrevision = {name!r}\n'
                f"down_revision = {self.written(down)!r}\n"
                f"branch_labels = {self.labels[name]!r}\ndepends_on = {self.written(depends_on)!r}\n"
                "def upgrade(): pass\ndef downgrade(): pass\n"
            )
        return versions

    def written(self, names):
        if len(names) > 1:
            return names
        return names[0] if names else None

    def specification(self):
        """Something a person may write."""
        name = self.random.choice(list(self.down))
        labels = [label for labels in self.labels.values() for label in labels]
        label = self.random.choice(labels or [name])
        steps = self.random.choice((1, 1, 2, 3))
        return self.random.choice((
            name, name, name[:5], name[:2], label, "head", "heads", "base", f"{label}@head",
            f"{label}@heads", f"{label}@base", f"{label}@{name}", f"{name}+{steps}",
            f"{name}-{steps}", f"+{steps}", f"-{steps}", f"{label}@+{steps}", f"{label}@-{steps}",
            f"{label}@{name}+{steps}", f"{label}@{name}-{steps}",
        ))


class Comparison:
    """Alembic and history-answers on one folder."""

    def __init__(self, folder, versions, connection):
        self.script = ScriptDirectory(str(folder))
        self.map = self.script.revision_map
        self.connection = connection
        self.answers = subprocess.Popen(
            [os.environ["HISTORY_ANSWERS"], versions],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def close(self):
        self.answers.stdin.close()
        self.answers.stdout.close()
        if self.answers.wait(60) != 0:
            raise AssertionError("history-answers failed")

    def ask(self, *words):
        """Our answer: a list of ids, or None when it is refused."""
        self.answers.stdin.write("\t".join(words) + "\n")
        self.answers.stdin.flush()
        line = self.answers.stdout.readline()
        if not line:
            raise AssertionError(f"history-answers ended at {words}")
        return None if line.startswith("!") else line.split()

    def alembic(self, function):
        """What @function says; None when Alembic refuses, in whatever way."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return function()
            except Exception:  # it refuses by CommandError, RevisionError and AssertionError
                return None

    def upgrade_steps(self, specification, rows):
        return self.alembic(lambda: self.script._upgrade_revs(specification, tuple(rows)))

    def downgrade_steps(self, specification, rows):
        return self.alembic(lambda: self.script._downgrade_revs(specification, tuple(rows)))

    def run(self, steps):
        """Lets Alembic make the steps in the database; the rows after each."""
        seen = []
        context = MigrationContext.configure(
            self.connection,
            opts={
                "fn": lambda rows, context: steps,
                "on_version_apply": [
                    lambda **facts: seen.append((facts["step"], self.rows()))
                ],
            },
        )
        context.run_migrations()
        return seen

    def rows(self):
        found = self.connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version"))
        return sorted(row[0] for row in found)


class AlembicAgreement(unittest.TestCase):
    """The same graph, the same question, the same answer."""

    @classmethod
    def setUpClass(cls):
        host, port, user = (os.environ[f"HW_TEST_PG{word}"] for word in ("HOST", "PORT", "USER"))
        cls.engine = sqlalchemy.create_engine(
            f"postgresql://{user}@/postgres?host={host}&port={port}", isolation_level="AUTOCOMMIT"
        )
        cls.connection = cls.engine.connect()
        cls.schema = f"history_{os.getpid()}"
        cls.connection.execute(sqlalchemy.text(f"CREATE SCHEMA {cls.schema}"))
        cls.connection.execute(sqlalchemy.text(f"SET search_path = {cls.schema}"))

    @classmethod
    def tearDownClass(cls):
        cls.connection.execute(sqlalchemy.text(f"DROP SCHEMA {cls.schema} CASCADE"))
        cls.connection.close()
        cls.engine.dispose()

    @contextlib.contextmanager
    def comparison(self, seed):
        """A graph and its comparison, ready to be asked."""
        graph = Graph(seed)
        with tempfile.TemporaryDirectory(prefix="hw-graph-") as name:
            versions = graph.write(pathlib.Path(name))
            comparison = Comparison(pathlib.Path(name), versions, self.connection)
            try:
                yield graph, comparison
            except Exception as error:
                raise AssertionError(f"graph {seed}: {graph.down} {graph.depends_on}") from error
            finally:
                comparison.close()

    def random_rows(self, graph, comparison):
        """The rows that some upgrade from nothing leaves behind."""
        targets = graph.random.sample(list(graph.down), graph.random.randint(0, min(3, len(graph.down))))
        rows = []
        for target in targets:
            for step in comparison.upgrade_steps(target, rows) or []:
                rows = comparison.ask("after-up", step.revision.revision, " ".join(rows))
        return rows

    def test_graph(self):
        for seed in range(N_GRAPHS):
            with self.comparison(seed) as (graph, comparison):
                revisions = comparison.script.walk_revisions()
                points = sorted(each.revision for each in revisions if each.is_branch_point)
                heads = sorted(comparison.script.get_heads())
                self.assertEqual(heads, sorted(comparison.ask("heads")))
                self.assertEqual(points, sorted(comparison.ask("branches")))
                for name in graph.down:
                    labels = comparison.script.get_revision(name).branch_labels
                    self.assertEqual(sorted(labels), sorted(comparison.ask("labels", name)), name)

    def test_specifications(self):
        answered = 0
        for seed in range(N_GRAPHS):
            with self.comparison(seed) as (graph, comparison):
                for _ in range(N_QUESTIONS):
                    rows = self.random_rows(graph, comparison)
                    specification = graph.specification()
                    for way in ("upgrade", "downgrade"):
                        answered += self.compare_way(comparison, way, specification, rows)
        self.assertGreater(answered, N_GRAPHS * N_QUESTIONS / 2)

    def compare_way(self, comparison, way, specification, rows):
        """Whether both went the same way; not when both refused."""
        steps = getattr(comparison, f"{way}_steps")(specification, rows)
        theirs = None if steps is None else sorted(each.revision.revision for each in steps)
        ours = comparison.ask(way, specification, " ".join(rows))
        ours = None if ours is None else sorted(ours)
        # Where several rows make -N ambiguous, Alembic warns and takes one of them; we refuse.
        if way == "downgrade" and specification.startswith("-") and len(rows) > 1 and ours is None:
            return False
        # On the way down Alembic looks at all heads, whatever the branch, and finds too many.
        if way == "downgrade" and "head" in specification and theirs is None:
            return False
        # Nor does it look whether the revision is on the branch.
        branch, _, symbol = specification.partition("@")
        target = f"{branch}@{symbol.partition('+')[0].partition('-')[0]}"
        if ours is None and symbol and comparison.alembic(
            lambda: comparison.map.get_revisions(target)
        ) is None:
            return False
        # Heads of a branch that depend on each other are too much for it; we go to all of them.
        if way == "upgrade" and specification.endswith("@heads") and theirs is None:
            return False
        # Alembic stumbles when steps down end at base; to go up to there is to do nothing.
        if way == "upgrade" and "-" in specification and theirs is None and ours == []:
            return False
        self.assertEqual(theirs, ours, f"{way} {specification} from {rows}")
        return theirs is not None

    def test_rows(self):
        moves = 0
        for seed in range(N_GRAPHS):
            with self.comparison(seed) as (graph, comparison):
                self.connection.execute(sqlalchemy.text("DROP TABLE IF EXISTS alembic_version"))
                rows = []
                for _ in range(N_MOVES):
                    up = graph.random.random() < 0.6
                    ask = comparison.upgrade_steps if up else comparison.downgrade_steps
                    steps = ask(graph.specification(), rows)
                    for step, seen in comparison.run(steps or []):
                        direction = "after-up" if up else "after-down"
                        rows = comparison.ask(direction, step.up_revision_id, " ".join(rows))
                        self.assertEqual(seen, sorted(rows), f"{direction} {step.up_revision_id}")
                        moves += 1
        self.assertGreater(moves, N_GRAPHS * 4)


if __name__ == "__main__":
    tap.main()
