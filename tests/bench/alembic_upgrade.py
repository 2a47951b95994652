# SPDX-License-Identifier: GPL-3.0-or-later
"""Upgrading an empty database through 60 Alembic revisions beside `alembic upgrade head`, which is
told to give each a transaction as Headway does. Every third reads rows, so that it runs as a program
with both. Headway's first time, when it records the revisions and builds the expected schemas, has a
row of its own."""

import shutil

import bench
import server

N_REVISIONS = 60
ROUNDS = 3

ENV_PY = '''import os
import alembic.context
import sqlalchemy

with sqlalchemy.create_engine(os.environ["DATABASE_URL"]).connect() as connection:
    alembic.context.configure(connection=connection, transaction_per_migration=True)
    with alembic.context.begin_transaction():
        alembic.context.run_migrations()
'''

REVISION = '''"""Step {revision}"""
from alembic import op
import sqlalchemy as sa

revision = {revision!r}
down_revision = {down!r}


def upgrade():
{body}


def downgrade():
    raise NotImplementedError
'''

BODIES = [
    '''    op.create_table(
        "items_{table}",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )
    op.execute("INSERT INTO items_{table} (name) SELECT 'item ' || n FROM generate_series(1, 100) AS n")''',
    '''    op.add_column("items_{table}", sa.Column("price", sa.Numeric(10, 2), server_default="0"))
    op.create_index("ix_items_{table}_price", "items_{table}", ["price"])''',
    '''    rows = op.get_bind().execute(sa.text("SELECT id, name FROM items_{table}")).fetchall()
    op.add_column("items_{table}", sa.Column("longest", sa.Integer))
    if rows:
        op.execute(f"UPDATE items_{table} SET longest = {{max(len(row[1]) for row in rows)}}")''',
]


def make_project(folder):
    """An Alembic project and a fleet file for it."""
    versions = folder / "migrations/versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = migrations\n")
    (folder / "migrations/env.py").write_text(ENV_PY)
    for number in range(N_REVISIONS):
        (versions / f"{number + 1:04}_step.py").write_text(REVISION.format(
            revision=f"{number + 1:04}", down=f"{number:04}" if number else None,
            body=BODIES[number % 3].format(table=number // 3)))


def measure(folder):
    """Yields the rows of the table."""
    with server.start(folder) as place:
        make_project(folder)
        (folder / "headway.fleet").write_text(
            "[Fleet]\nName=Benchmark\n\n[Service shop]\nMigrations=alembic.ini\n\n"
            f"[Database shop@local]\nConnection={place.conninfo('shop')}\n"
        )
        url = f"postgresql+psycopg2://admin@/shop?host={place.socket}"

        def headway():
            place.run(bench.headway(), "upgrade", "--yes", "--trust")

        def headway_for_the_first_time():
            shutil.rmtree(folder / "cache", ignore_errors=True)
            headway()

        def alembic():
            place.run("/usr/bin/alembic", "upgrade", "head",
                      env={**place.environment, "DATABASE_URL": url})

        first, warm, theirs = server.race_on_fresh(
            place, ROUNDS, headway_for_the_first_time, headway, alembic)
        title = f"upgrade of {N_REVISIONS} Alembic revisions"
        # It keeps no ledger and proves nothing.
        yield bench.Row(f"{title}: alembic to headway", warm, theirs, None, faster=True)
        yield bench.Row(f"{title}, nothing known of them: alembic to headway", first, theirs, None,
                        faster=True)
