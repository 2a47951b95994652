"""Tips

Revision ID: 005_tips
Revises: 004
Create Date: 2025-01-14 09:12:00
Author: Ines Carvalho

Changes:
- new column orders.tip

Reason: guests who pay by phone want to leave one.
"""

import sqlalchemy as sa
from alembic import op

revision = "005_tips"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("orders", sa.Column("tip", sa.Numeric(10, 2), nullable=False, server_default="0"))


def downgrade():
    op.drop_column("orders", "tip")
