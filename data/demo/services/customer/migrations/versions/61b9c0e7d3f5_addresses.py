"""Addresses

Revision ID: 61b9c0e7d3f5
Revises: d2f6a1b84e07
Create Date: 2024-04-09 15:38:54
Author: Ines Carvalho

Changes:
- new table addresses
- a unique partial index: one default address for a customer

Reason: delivery starts on 2024-05-01.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "61b9c0e7d3f5"
down_revision = "d2f6a1b84e07"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("id", sa.BigInteger, sa.Identity()),
        sa.Column("customer_id", postgresql.UUID(), nullable=False),
        sa.Column("street", sa.String(200), nullable=False),
        sa.Column("postcode", sa.String(20), nullable=False),
        sa.Column("city", sa.String(100), nullable=False),
        sa.Column("is_default", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_addresses_customer_id", "addresses", ["customer_id"])
    op.create_index(
        "one_default_address",
        "addresses",
        ["customer_id"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )


def downgrade():
    op.drop_table("addresses")
