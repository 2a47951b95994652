"""Restaurants and their tables

Revision ID: b1e4d7a90c35
Revises:
Create Date: 2024-01-16 11:20:00
Author: Ines Carvalho

Changes:
- new tables restaurants and restaurant_tables

Reason: one system for all our restaurants; until now each had its own sheet.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b1e4d7a90c35"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "restaurants",
        sa.Column("id", postgresql.UUID(), server_default=sa.text("gen_random_uuid()")),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(40)),
        sa.Column("cuisine", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.Column("settings", postgresql.JSONB, nullable=False, server_default="{}"),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column(
            "updated_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "restaurant_tables",
        sa.Column("id", sa.Integer, sa.Identity()),
        sa.Column("restaurant_id", postgresql.UUID(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seats", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("restaurant_id", "number"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], ondelete="CASCADE"),
        sa.CheckConstraint("seats > 0", name="seats_positive"),
    )


def downgrade():
    op.drop_table("restaurant_tables")
    op.drop_table("restaurants")
