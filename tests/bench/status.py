# SPDX-License-Identifier: GPL-3.0-or-later
"""`headway status` over many databases: beside a bare libpq program, and beside Alembic.

Each database has 30 tables and is at the head of an Alembic history; each has a service of its own
in the fleet file, so that nothing is shared but the files. The cache is warm.

There are three ways to look, and a row for each: nothing was committed on the server since the last
look, as on a quiet one, so that nothing is read; something was, so that the sum over the catalogs is
asked for; nothing is known of the database, so that its schema is read.

The bare program (bare-status.c) sends what the server's own log says that Headway sent in the same
way of looking, statement by statement, to as many databases at once, in one round trip each."""

import json
import statistics

import bench
import server

N_TABLES = 30
N_REVISIONS = 6
COUNTS = (1, 4, 50, 200)
ALEMBIC_RUNS = 5
JOBS = 8
MOST_MEMORY = 100  # MiB

ENV_PY = '''import os
import alembic.context
import sqlalchemy

with sqlalchemy.create_engine(os.environ["DATABASE_URL"]).connect() as connection:
    alembic.context.configure(connection=connection)
    with alembic.context.begin_transaction():
        alembic.context.run_migrations()
'''

REVISION = '''"""Make tables {first} to {last}

Revision ID: {revision}
Revises: {down}
"""
from alembic import op
import sqlalchemy as sa

revision = {revision!r}
down_revision = {down!r}


def upgrade():
    for n in range({first}, {last} + 1):
        op.create_table(
            f"items_{{n}}",
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("name", sa.String(255), nullable=False),
            sa.Column("price", sa.Numeric(10, 2), nullable=False, server_default="0"),
            sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
            sa.Column("parent_id", sa.Integer, sa.ForeignKey("items_1.id")),
            sa.CheckConstraint("price >= 0", name=f"items_{{n}}_price_check"),
            sa.UniqueConstraint("name", name=f"items_{{n}}_name_key"),
        )
        op.create_index(f"ix_items_{{n}}_created_at", f"items_{{n}}", ["created_at"])


def downgrade():
    for n in range({last}, {first} - 1, -1):
        op.drop_table(f"items_{{n}}")
'''


def make_history(folder):
    """An Alembic project in @folder."""
    versions = folder / "migrations/versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
    (folder / "migrations/env.py").write_text(ENV_PY)
    step = N_TABLES // N_REVISIONS
    for number in range(N_REVISIONS):
        text = REVISION.format(
            revision=f"{number + 1:04}", down=f"{number:04}" if number else None,
            first=number * step + 1, last=(number + 1) * step,
        )
        (versions / f"{number + 1:04}_tables.py").write_text(text)


def make_fleet(place, count):
    """The fleet file of the first @count databases, in a folder of its own."""
    folder = place.folder / f"fleet-{count}"
    folder.mkdir()
    text = "[Fleet]\nName=Benchmark\n"
    for number in range(count):
        text += (f"\n[Service s{number}]\nMigrations=../alembic.ini\n"
                 f"\n[Database s{number}@local]\nConnection={place.conninfo(f's{number}')}\n")
    (folder / "headway.fleet").write_text(text)
    return folder / "headway.fleet"


def make_databases(place):
    """The first by Alembic, the others copies of it."""
    place.run("createdb", "s0")
    alembic(place, 0, "upgrade", "head")
    place.psql("s0", "-c", "vacuum analyze")
    for number in range(1, max(COUNTS)):
        place.run("createdb", "-T", "s0", f"s{number}")


def alembic(place, number, *arguments):
    url = f"postgresql+psycopg2://admin@/s{number}?host={place.socket}"
    place.run("/usr/bin/alembic", *arguments, env={**place.environment, "DATABASE_URL": url})


def status(fleet):
    return [bench.headway(), "status", "--trust", "--jobs", JOBS, "--fleet", fleet]


def forget(place):
    """Nothing is known of live schemas any more; the expected ones, which are no text, stay."""
    for entry in (place.folder / "cache/headway/schemas").iterdir():
        if b"\0" not in entry.read_bytes():
            entry.unlink()


def write(place):
    """Somebody commits something somewhere on the server."""
    place.psql("postgres", "-c", "select txid_current()")


# What happens before each look.
WAYS = {
    "nothing committed": lambda place: None,
    "others committed": write,
    "first look": forget,
}


def make_bare(place):
    """Builds the bare program."""
    program = place.folder / "bare-status"
    place.run("cc", "-O2", "-o", program, bench.ROOT / "tests/bench/bare-status.c", "-pthread",
              *place.run("pkg-config", "--cflags", "--libs", "libpq").split())
    return program


def record(place, fleet, way):
    """A file of the statements that Headway sends to the first database."""
    queries = place.folder / f"queries-{way}"
    place.psql("s0", "-c", "alter role admin set log_statement = 'all'")
    place.run(*status(fleet))
    WAYS[way](place)
    place.run(*status(fleet))
    place.psql("s0", "-c", "alter role admin reset log_statement")
    log = max((place.socket / "data/log").glob("*.json"))
    with open(log, encoding="utf-8") as lines:
        entries = [entry for entry in map(json.loads, lines)
                   if entry.get("application_name") == "headway" and entry["dbname"] == "s0"]
    last = [entry for entry in entries if entry["session_id"] == entries[-1]["session_id"]]
    queries.write_text("".join(read_statement(entry) + "\0" for entry in last))
    return queries


def read_statement(entry):
    """The statement of a line of the log, with its parameters as literals."""
    sql = entry["message"].split(": ", 1)[1]
    parameters = entry.get("detail", "").removeprefix("parameters: ")
    for parameter in filter(None, parameters.split(", ")):
        name, value = parameter.split(" = ", 1)
        sql = sql.replace(name, value)
    return sql


def time_alembic(place, count):
    """The seconds that `alembic current` takes on each of @count databases, one after another: of
    several databases the median, so many times."""
    alembic(place, 0, "current")
    return count * statistics.median(
        bench.clock(lambda number=number: alembic(place, number % count, "current"))
        for number in range(ALEMBIC_RUNS)
    )


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder, "log_destination=jsonlog", "logging_collector=on") as place:
        make_history(folder)
        make_databases(place)
        fleets = {count: make_fleet(place, count) for count in COUNTS}
        place.run(*status(fleets[1]))  # the cache is warm from here on
        program = make_bare(place)
        queries = {way: record(place, fleets[1], way) for way in WAYS}
        place.run(*status(fleets[max(COUNTS)]))
        for count, fleet in fleets.items():
            word = "database" if count == 1 else "databases"
            scaled = f", {ALEMBIC_RUNS} measured and scaled" if count > ALEMBIC_RUNS else ""
            theirs = time_alembic(place, count)
            for way in WAYS:
                title = f"status of {count} {word}, {way}"
                bare = [program, JOBS, queries[way], *(place.conninfo(f"s{n}") for n in range(count))]
                ours, least = bench.race(
                    40 if count < 50 else 9, status(fleet), bare,
                    before=lambda: WAYS[way](place), env=place.environment,
                )
                yield bench.Row(f"{title}: headway to bare libpq", ours, least, 1.25)
                # Twenty times is asked of a warm cache. Where others committed, the sum over the
                # catalogs is read, and at the first look the schema: alembic reads neither.
                yield bench.Row(f"{title}: alembic current on each{scaled}, to headway", ours,
                                theirs, 20 if way == "nothing committed" else None, faster=True)
        yield bench.Row(f"status of {max(COUNTS)} databases: peak memory",
                        bench.peak_memory(status(fleets[max(COUNTS)]), env=place.environment),
                        MOST_MEMORY, 1,
                        unit="MiB")
