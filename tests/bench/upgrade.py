# SPDX-License-Identifier: GPL-3.0-or-later
"""Upgrading an empty database by 200 SQL revisions, each in its own transaction with its ledger row,
and the proof in the end, beside psql and dbmate on the same statements. Nothing is synced, so that
no program's own work hides behind the disk; Headway's cache is warm."""

import bench
import server

N_REVISIONS = 200
# psql for each file takes as long as twenty rounds of the others, which differ by less than the
# machine's moods from round to round.
SLOW_ROUNDS = 3
ROUNDS = 20
DBMATE = "@dbmate/linux-x64"


def make_sql(number):
    """The statements of one revision: every fourth makes a table, the others change it."""
    table = f"items_{number // 4}"
    return [
        f"CREATE TABLE {table} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "name text NOT NULL, created_at timestamptz DEFAULT now());\n",
        f"ALTER TABLE {table} ADD COLUMN price numeric(10, 2) NOT NULL DEFAULT 0;\n"
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_price_check CHECK (price >= 0);\n",
        f"CREATE INDEX {table}_created_at ON {table} (created_at);\n",
        f"INSERT INTO {table} (name) SELECT 'item ' || n FROM generate_series(1, 100) AS n;\n",
    ][number % 4]


def make_files(folder):
    """The same revisions for Headway, psql and dbmate; the paths of the first."""
    ours, dbmate = folder / "sql", folder / "dbmate"
    ours.mkdir()
    dbmate.mkdir()
    for number in range(N_REVISIONS):
        sql = make_sql(number)
        (ours / f"{number + 1:04}_step.sql").write_text(sql)
        (dbmate / f"{number + 1:04}_step.sql").write_text(
            f"-- migrate:up\n{sql}\n-- migrate:down\n"
        )
    files = sorted(ours.glob("*.sql"))
    (folder / "all.sql").write_text(
        "".join(f"BEGIN;\n\\i '{path}'\nCOMMIT;\n" for path in files)
    )
    return files


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder) as place:
        files = make_files(folder)
        package = server.install_from_npm(place, DBMATE)
        (folder / "headway.fleet").write_text(
            "[Fleet]\nName=Benchmark\n\n[Service shop]\nMigrations=sql\n\n"
            f"[Database shop@local]\nConnection={place.conninfo('shop')}\n"
        )

        def headway():
            place.run(bench.headway(), "upgrade", "--yes", "--trust")

        def psql_each():
            for path in files:
                place.psql("shop", "-1", "-f", path)

        def psql_once():
            place.psql("shop", "-f", folder / "all.sql")

        def run_dbmate():
            url = f"postgres://admin@/shop?host={place.socket}&sslmode=disable"
            place.run(package / "bin/dbmate", "--url", url, "--migrations-dir", folder / "dbmate",
                      "--no-dump-schema", "up")

        title = f"upgrade of {N_REVISIONS} SQL revisions"
        yield bench.Row(f"{title}: headway to psql -1 -f on each file",
                        *server.race_on_fresh(place, SLOW_ROUNDS, headway, psql_each), 1.3)
        programs = [headway, psql_once] + ([run_dbmate] if package else [])
        ours, once, *others = server.race_on_fresh(place, ROUNDS, *programs)
        # It runs no program anew for each file, and neither records nor proves anything.
        yield bench.Row(f"{title}: headway to one psql, a transaction for each file", ours, once,
                        None)
        for other in others:
            # It keeps no ledger and proves nothing.
            yield bench.Row(f"{title}: dbmate to headway", ours, other, 1, faster=True)
