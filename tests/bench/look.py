# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking again at a database that has not changed, beside reading its schema.

Both are what the server's own log says that Headway sends, sent again by the bare libpq program on
fresh connections; its time begins when it is connected, since connecting costs both the same."""

import subprocess

import bench
import server
import status

COUNTS = (30, 200, 5000)
ROUNDS = 5

TABLES = """
do $$ begin
  for n in {first}..{last} loop
    execute format('create table items_%s (id serial primary key, name text not null,
      price numeric not null default 0 check (price >= 0),
      parent_id integer references items_1, created_at timestamptz default now())', n);
    execute format('create index on items_%s (name)', n);
    execute format('create index on items_%s (created_at)', n);
  end loop;
end $$;
"""


def make_database(place, count):
    """A database at the head of a history of plain SQL, of 500 tables a revision."""
    folder = place.folder / f"history-{count}"
    folder.mkdir()
    for first in range(1, count + 1, 500):
        text = TABLES.format(first=first, last=min(first + 499, count))
        (folder / f"{first:04}_tables.sql").write_text(text)
    fleet = place.folder / f"headway-{count}.fleet"
    fleet.write_text(f"[Fleet]\nName=Benchmark\n\n[Service s0]\nMigrations={folder.name}\n\n"
                     f"[Database s0@local]\nConnection={place.conninfo('s0')}\n")
    place.run("createdb", "s0")
    place.run(bench.headway(), "upgrade", "--trust", "--yes", "--fleet", fleet)
    place.psql("s0", "-c", "vacuum analyze")
    return fleet


def time_queries(place, program, queries):
    """The least seconds that the server takes for them."""
    command = [program, "1", queries, place.conninfo("s0")]
    return min(
        float(subprocess.run(command, check=True, env=place.environment, text=True,
                             stdout=subprocess.PIPE).stdout)
        for _ in range(ROUNDS)
    )


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder, "log_destination=jsonlog", "logging_collector=on") as place:
        program = status.make_bare(place)
        for count in COUNTS:
            fleet = make_database(place, count)
            times = {way: time_queries(place, program, status.record(place, fleet, way))
                     for way in status.WAYS}
            reading = times.pop("first look")
            for way, time in times.items():
                yield bench.Row(f"looking again at {count} tables, {way}, to reading them",
                                time, reading, 0.1)
            place.run("dropdb", "s0")
