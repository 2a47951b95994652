"""Opening hours

Revision ID: e95a3c1d0f72
Revises: 47c2f80e6b19
Create Date: 2024-05-02 09:41:10
Author: Tomasz Wilk

Changes:
- new table opening_hours, one row for a weekday (0 is Monday)

Reason: orders came in while the kitchen was closed.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "e95a3c1d0f72"
down_revision = "47c2f80e6b19"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "opening_hours",
        sa.Column("restaurant_id", postgresql.UUID(), nullable=False),
        sa.Column("weekday", sa.SmallInteger, nullable=False),
        sa.Column("opens", sa.Time, nullable=False),
        sa.Column("closes", sa.Time, nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "weekday"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], ondelete="CASCADE"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_of_a_week"),
    )


def downgrade():
    op.drop_table("opening_hours")
