"""The loyalty programme

Revision ID: 0e7d52a9c4b8
Revises: 61b9c0e7d3f5
Create Date: 2024-07-01 08:00:00
Author: Tomasz Wilk

Changes:
- new enum loyaltytier and table loyalty_accounts
- new view loyalty_overview

Reason: the tenth meal is free.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0e7d52a9c4b8"
down_revision = "61b9c0e7d3f5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "loyalty_accounts",
        sa.Column("customer_id", postgresql.UUID(), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("BRONZE", "SILVER", "GOLD", name="loyaltytier"),
            nullable=False,
            server_default="BRONZE",
        ),
        sa.Column("points", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("customer_id"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], ondelete="CASCADE"),
        sa.CheckConstraint("points >= 0", name="points_not_negative"),
    )
    op.execute(
        "CREATE VIEW loyalty_overview AS"
        " SELECT tier, count(*) AS customers, sum(points) AS points"
        " FROM loyalty_accounts GROUP BY tier"
    )


def downgrade():
    op.execute("DROP VIEW loyalty_overview")
    op.drop_table("loyalty_accounts")
    op.execute("DROP TYPE loyaltytier")
