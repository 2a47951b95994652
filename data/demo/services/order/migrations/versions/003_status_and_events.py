"""Orders have a status, and a record of what happened to them

Revision ID: 003
Revises: 002
Create Date: 2024-09-02 07:55:41
Author: Tomasz Wilk

Changes:
- new enum orderstatus and column orders.status; finished orders become DONE
- new table order_events

Reason: guests ask where their order is.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TYPE orderstatus AS ENUM ('RECEIVED', 'COOKING', 'DONE', 'CANCELLED')")
    op.execute("ALTER TABLE orders ADD COLUMN status orderstatus NOT NULL DEFAULT 'RECEIVED'")
    op.execute("UPDATE orders SET status = 'DONE' WHERE completed_at IS NOT NULL")
    op.create_table(
        "order_events",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True)),
        sa.Column("order_id", postgresql.UUID(), nullable=False),
        sa.Column(
            "happened_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column("details", postgresql.JSONB, nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_order_events_order_id", "order_events", ["order_id"])


def downgrade():
    op.drop_table("order_events")
    op.drop_column("orders", "status")
    op.execute("DROP TYPE orderstatus")
