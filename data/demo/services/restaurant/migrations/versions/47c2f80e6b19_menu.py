"""The menu

Revision ID: 47c2f80e6b19
Revises: b1e4d7a90c35
Create Date: 2024-02-20 14:02:33
Author: Ines Carvalho

Changes:
- new table menu_items, with prices as numeric(10,2)
- an index for the menu of one restaurant, and one over what is available

Reason: guests order from their phones.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "47c2f80e6b19"
down_revision = "b1e4d7a90c35"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "menu_items",
        sa.Column("id", postgresql.UUID(), server_default=sa.text("gen_random_uuid()")),
        sa.Column("restaurant_id", postgresql.UUID(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.Column("available", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("allergens", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], ondelete="CASCADE"),
        sa.CheckConstraint("price >= 0", name="price_not_negative"),
    )
    op.create_index("ix_menu_items_restaurant_id", "menu_items", ["restaurant_id"])
    op.create_index(
        "ix_menu_items_available",
        "menu_items",
        ["restaurant_id", sa.text("lower(name)")],
        postgresql_where=sa.text("available"),
    )


def downgrade():
    op.drop_table("menu_items")
