"""Totals are exact

Revision ID: 002
Revises: 001
Create Date: 2024-07-22 18:04:36
Author: Maria Lindgren

Changes:
- orders.total becomes numeric(10,2)
- a check that it is never negative

Reason: 0.1 + 0.2; the accountants found eleven cents.
"""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("orders", "total", type_=sa.Numeric(10, 2), postgresql_using="total::numeric")
    op.create_check_constraint("total_not_negative", "orders", "total >= 0")


def downgrade():
    op.drop_constraint("total_not_negative", "orders")
    op.alter_column("orders", "total", type_=sa.Float(53))
