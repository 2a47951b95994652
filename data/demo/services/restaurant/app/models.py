"""The restaurant service's tables, as today's code wants them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Restaurant(Base):
    __tablename__ = "restaurants"

    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    name = sa.Column(sa.String(200), nullable=False)
    phone_number = sa.Column(sa.String(40))
    cuisine = sa.Column(ARRAY(sa.Text), nullable=False, server_default="{}")
    settings = sa.Column(JSONB, nullable=False, server_default="{}")
    created_at = sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())
    updated_at = sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


class RestaurantTable(Base):
    __tablename__ = "restaurant_tables"
    __table_args__ = (sa.UniqueConstraint("restaurant_id", "number"),)

    id = sa.Column(sa.Integer, sa.Identity(), primary_key=True)
    restaurant_id = sa.Column(sa.ForeignKey("restaurants.id", ondelete="CASCADE"), nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    seats = sa.Column(sa.SmallInteger, nullable=False)


class MenuItem(Base):
    __tablename__ = "menu_items"

    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    restaurant_id = sa.Column(
        sa.ForeignKey("restaurants.id", ondelete="CASCADE"), nullable=False, index=True
    )
    name = sa.Column(sa.String(200), nullable=False)
    price = sa.Column(sa.Numeric(10, 2), nullable=False)
    available = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())
    allergens = sa.Column(ARRAY(sa.Text), nullable=False, server_default="{}")


class OpeningHours(Base):
    __tablename__ = "opening_hours"

    restaurant_id = sa.Column(
        sa.ForeignKey("restaurants.id", ondelete="CASCADE"), primary_key=True
    )
    weekday = sa.Column(sa.SmallInteger, primary_key=True, autoincrement=False)
    opens = sa.Column(sa.Time, nullable=False)
    closes = sa.Column(sa.Time, nullable=False)
