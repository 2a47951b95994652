# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing two schemas that differ in 50 places and writing the script: the processor time of all
that `headway diff` does between reading and printing (schemas.c), and how it grows."""

import math

import bench
import schema
import server

COUNTS = (1000, 5000, 20000)
MOST_SECONDS = 0.150  # of a processor, for 5,000 tables
ROUNDS = 3


def time_comparing(place, program, count):
    """The least processor seconds."""
    edits = place.folder / f"edits-{count}.sql"
    edits.write_text(schema.make_edits(count))
    conninfo = place.conninfo(schema.make_database(place, count))
    return min(float(place.run(program, conninfo, edits)) for _ in range(ROUNDS))


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder) as place:
        program = schema.make_program()
        times = {count: time_comparing(place, program, count) for count in COUNTS}
    first = COUNTS[0]
    for count, time in times.items():
        yield bench.Row(f"comparing {count:,} tables, to 150 ms of processor", time, MOST_SECONDS,
                        1 if count == 5000 else None)
        if count != first:
            growth = count * math.log(count) / (first * math.log(first))
            yield bench.Row(f"comparing {count:,} tables to {first:,}, to n log n",
                            time / times[first], growth, 1, unit="times")
