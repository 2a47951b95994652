"""The order service's tables, as today's code wants them."""

import enum
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class OrderType(enum.Enum):
    TABLE = "table"
    DELIVERY = "delivery"
    TAKEOUT = "takeout"


class OrderStatus(enum.Enum):
    RECEIVED = "received"
    COOKING = "cooking"
    DONE = "done"
    CANCELLED = "cancelled"


class Order(Base):
    __tablename__ = "orders"
    __table_args__ = (
        sa.Index("ix_orders_order_type", "order_type"),
        sa.Index("ix_orders_restaurant_created", "restaurant_id", "created_at"),
    )

    id = sa.Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    restaurant_id = sa.Column(UUID(as_uuid=True), nullable=False)
    customer_name = sa.Column(sa.String(255), nullable=False)
    total = sa.Column(sa.Numeric(10, 2), nullable=False)
    created_at = sa.Column(sa.DateTime, nullable=False)
    order_type = sa.Column(
        sa.Enum(OrderType), nullable=False, server_default=OrderType.TABLE.name
    )
    preparation_time = sa.Column(sa.Integer)
    completed_at = sa.Column(sa.DateTime)
    status = sa.Column(
        sa.Enum(OrderStatus), nullable=False, server_default=OrderStatus.RECEIVED.name
    )


class OrderItem(Base):
    __tablename__ = "order_items"

    id = sa.Column(sa.Integer, primary_key=True)
    order_id = sa.Column(sa.ForeignKey("orders.id"), nullable=False)
    dish = sa.Column(sa.String(255), nullable=False)
    quantity = sa.Column(sa.Integer, nullable=False)


class OrderEvent(Base):
    __tablename__ = "order_events"

    id = sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    order_id = sa.Column(sa.ForeignKey("orders.id", ondelete="CASCADE"), nullable=False, index=True)
    happened_at = sa.Column(
        sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
    )
    details = sa.Column(JSONB, nullable=False, server_default="{}")
