"""An index over the orders that are still open

Revision ID: 004
Revises: 003
Create Date: 2024-10-30 22:10:05
Author: Ines Carvalho

Changes:
- new partial index ix_orders_open, built while orders keep coming in

Reason: the kitchen's screen took four seconds on Saturdays.
"""

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_orders_open",
            "orders",
            ["restaurant_id"],
            postgresql_where=sa.text("completed_at IS NULL"),
            postgresql_concurrently=True,
        )


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_orders_open", "orders", postgresql_concurrently=True)
