"""The order service's tables as the first image had them: create_all() made them, no migration did."""

import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"

    id = sa.Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    restaurant_id = sa.Column(UUID(as_uuid=True), nullable=False)
    customer_name = sa.Column(sa.String(255), nullable=False)
    total = sa.Column(sa.Float(53), nullable=False)
    created_at = sa.Column(sa.DateTime, nullable=False)


class OrderItem(Base):
    __tablename__ = "order_items"

    id = sa.Column(sa.Integer, primary_key=True)
    order_id = sa.Column(sa.ForeignKey("orders.id"), nullable=False)
    dish = sa.Column(sa.String(255), nullable=False)
    quantity = sa.Column(sa.Integer, nullable=False)
