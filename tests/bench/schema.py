# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading schemas beside pg_dump, and `headway diff` as a whole beside migra; comparing.py measures
what lies between.

Each table has a key, two indexes, a default, a check and a foreign key; the other side of a pair
differs in 50 places. Reading is the core's own: what status, drift and diff do from before they
connect until they have the schema (schemas.c), beside the whole of pg_dump --schema-only as everybody
runs it. On Debian that is a script, which alone takes some time: a row without a limit tells of the
program behind it."""

import pathlib
import subprocess
import sys

import bench
import server

LIMITS = {30: 0.25, 200: 0.35, 5000: 0.5}  # of reading so many tables, to pg_dump
N_EDITS = 50
MOST_MEMORY = 150  # MiB, with 5,000 tables on each side
MIGRA = "@pgkit/migra"

TABLES = """
do $$ begin
  for n in {first}..{last} loop
    execute format('create table items_%s (id integer primary key, name text not null,
      price numeric not null default 0 check (price >= 0),
      parent_id integer references items_%s, created_at timestamptz)', n, n - (n - 1) % 100);
    execute format('create index on items_%s (name)', n);
    execute format('create index on items_%s (created_at)', n);
  end loop;
end $$;
"""

# As a server does it by and by; there is nothing in the tables themselves.
SETTLE = "vacuum analyze " + ", ".join(
    f"pg_{name}" for name in ("attrdef attribute class constraint depend description index namespace "
                              "proc sequence shdepend trigger type").split())

# Each of its own kind of object, and each in a table of its own as far as there are enough.
EDITS = (
    "alter table items_{0} add column extra text",
    "alter table items_{0} alter column name drop not null",
    "create index on items_{0} (price)",
    "alter table items_{0} drop constraint items_{0}_price_check",
    "alter table items_{0} alter column price set default 1",
)


def make_database(place, count):
    """The database a<count>."""
    name = f"a{count}"
    place.run("createdb", name)
    for first in range(1, count + 1, 500):
        place.psql(name, "-c", TABLES.format(first=first, last=min(first + 499, count)))
    place.psql(name, "-c", SETTLE)
    return name


def make_edits(count):
    """The statements after which so many tables differ in 50 places."""
    return ";\n".join(
        EDITS[n % len(EDITS)].format(1 + n * count // N_EDITS) for n in range(N_EDITS)
    )


def make_pair(place, count):
    """Two databases, the same but for the edits."""
    name = make_database(place, count)
    edited = f"b{count}"
    place.run("createdb", "-T", name, edited)
    place.psql(edited, "-c", make_edits(count), "-c", SETTLE)
    return place.conninfo(name), place.conninfo(edited)


def make_program():
    """Builds schemas.c beside the program that is measured."""
    build = pathlib.Path(bench.headway()).parents[2]
    subprocess.run(["ninja", "-C", build, "tests/bench/schemas"], check=True, stdout=sys.stderr)
    return build / "tests/bench/schemas"


def rounds(count):
    """The fewer, the longer one takes."""
    return 20 if count < 1000 else 5


def measure_reading(place, program, pairs):
    """Yields the rows of reading: the least times of each, run in turn."""
    dump = pathlib.Path(place.run("pg_config", "--bindir").strip()) / "pg_dump"
    for count, limit in LIMITS.items():
        conninfo = pairs[count][0]
        times = [
            (float(place.run(program, conninfo)),
             *(bench.seconds([command, "--schema-only", conninfo], env=place.environment)
               for command in ("pg_dump", dump)))
            for _ in range(rounds(count))
        ]
        ours, whole, bare = (min(column) for column in zip(*times))
        yield bench.Row(f"reading {count} tables, to pg_dump --schema-only", ours, whole, limit)
        yield bench.Row(f"reading {count} tables, to the program behind pg_dump", ours, bare, None)


def measure_diff(place, pair):
    """Yields the row of `headway diff` beside migra, each with all that it would do."""
    migra = server.install_from_npm(place, MIGRA)
    if migra is None:
        return
    urls = [f"postgres://admin@/{name}?host={place.socket}" for name in ("a200", "b200")]
    ours, theirs = bench.race(
        5, [bench.headway(), "diff", "--destroy", *pair],
        ["node", migra / "dist/command.js", "run", *urls, "--unsafe"],
        codes=(0, 1), env=place.environment, stderr=subprocess.DEVNULL,
    )
    yield bench.Row("diff of 200 tables, 50 differences: migra to headway", ours, theirs, 10,
                    faster=True)


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder) as place:
        program = make_program()
        pairs = {count: make_pair(place, count) for count in LIMITS}
        yield from measure_reading(place, program, pairs)
        yield from measure_diff(place, pairs[200])
        yield bench.Row("diff of 5000 tables: peak memory to 150 MiB",
                        bench.peak_memory([bench.headway(), "diff", *pairs[5000]], codes=(1,),
                                          env=place.environment, stderr=subprocess.DEVNULL),
                        MOST_MEMORY, 1, unit="MiB")
