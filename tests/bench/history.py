# SPDX-License-Identifier: GPL-3.0-or-later
"""Loading an Alembic history of 10,000 revisions and printing its heads."""

import os
import time

import bench

N_REVISIONS = 10_000
HW_SLOWEST_TICK = 2  # seconds: files as young as that are not remembered
SEED_STEP = 0x9E3779B1  # spreads the ids as random ones are

REVISION = '''"""Add column number_{number} to the table of orders

Revision ID: {id}
Revises: {down}
Create Date: 2024-03-{day:02} 12:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = {id!r}
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The new column is nullable, so that old programs go on working.
    op.add_column("orders", sa.Column("number_{number}", sa.String(length=255), nullable=True))
    op.create_index("ix_orders_number_{number}", "orders", ["number_{number}"], unique=False)
    op.execute("""
        UPDATE orders
           SET number_{number} = 'none'
         WHERE number_{number} IS NULL
    """)


def downgrade() -> None:
    op.drop_index("ix_orders_number_{number}", table_name="orders")
    op.drop_column("orders", "number_{number}")
'''


def make_history(folder):
    """The project in @folder; the paths of its revision files."""
    versions = folder / "alembic/versions"
    versions.mkdir(parents=True)
    (folder / "alembic/env.py").write_text("")
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = alembic\n")
    (folder / "headway.fleet").write_text(
        "[Fleet]\nName=Benchmark\n\n[Service large]\nMigrations=alembic.ini\n"
    )
    files, down = [], None
    for number in range(N_REVISIONS):
        revision = f"{number * SEED_STEP % 2 ** 32:08x}{number:04x}"
        files.append(versions / f"{revision}_add_column_number_{number}.py")
        files[-1].write_text(
            REVISION.format(id=revision, down=down, number=number, day=number % 28 + 1)
        )
        down = revision
    return files


def measure(folder):
    """Yields the rows of the table."""
    files = make_history(folder)
    alembic = ["/usr/bin/alembic", "heads"]
    heads = [bench.headway(), "heads"]
    remembers = {**os.environ, "XDG_CACHE_HOME": folder / "cache"}
    forgets = {**os.environ, "XDG_CACHE_HOME": "/dev/null"}
    time.sleep(HW_SLOWEST_TICK)
    ours, cat = bench.race(10, heads, ["cat", *files], cwd=folder, env=remembers)
    first = min(bench.seconds(heads, cwd=folder, env=forgets) for _ in range(5))
    fresh = min(bench.seconds(alembic, cwd=folder, env=environment(False)) for _ in range(3))
    bench.seconds(alembic, cwd=folder, env=environment(True))
    compiled = min(bench.seconds(alembic, cwd=folder, env=environment(True)) for _ in range(3))
    title = f"heads of {N_REVISIONS:,} revisions"
    yield bench.Row(f"{title}: headway to cat of the files", ours, cat, 5)
    yield bench.Row(f"{title}: the same, nothing remembered", first, cat, 5)
    yield bench.Row(f"{title}: alembic heads to headway", ours, fresh, 50, faster=True)
    yield bench.Row(f"{title}: the same, nothing remembered", first, fresh, None, faster=True)
    yield bench.Row(f"{title}: the same, files compiled before", ours, compiled, None, faster=True)


def environment(keep):
    """Alembic's environment: whether Python keeps compiled files for the next run."""
    others = {name: value for name, value in os.environ.items()
              if name != "PYTHONDONTWRITEBYTECODE"}
    return others if keep else {**others, "PYTHONDONTWRITEBYTECODE": "1"}
