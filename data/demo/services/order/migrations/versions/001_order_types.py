"""Orders have a type, a preparation time and an end

Revision ID: 001
Revises:
Create Date: 2024-06-03 09:30:00
Author: Tomasz Wilk

Changes:
- new enum ordertype: TABLE, DELIVERY, TAKEOUT
- new columns orders.order_type, orders.preparation_time (minutes) and orders.completed_at
- indexes over order_type and over (restaurant_id, created_at)

Reason: delivery and takeout start; the kitchen wants to know how long an order takes.

The first migration of this service: create_all() made the tables before, so this one expects them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "001"
down_revision = None
branch_labels = None
depends_on = None

order_type = postgresql.ENUM("TABLE", "DELIVERY", "TAKEOUT", name="ordertype", create_type=False)


def upgrade():
    order_type.create(op.get_bind(), checkfirst=True)
    op.add_column(
        "orders", sa.Column("order_type", order_type, nullable=False, server_default="TABLE")
    )
    op.add_column("orders", sa.Column("preparation_time", sa.Integer))
    op.add_column("orders", sa.Column("completed_at", sa.DateTime))
    op.create_index("ix_orders_order_type", "orders", ["order_type"])
    op.create_index("ix_orders_restaurant_created", "orders", ["restaurant_id", "created_at"])


def downgrade():
    op.drop_index("ix_orders_restaurant_created", "orders")
    op.drop_index("ix_orders_order_type", "orders")
    op.drop_column("orders", "completed_at")
    op.drop_column("orders", "preparation_time")
    op.drop_column("orders", "order_type")
    order_type.drop(op.get_bind(), checkfirst=True)
