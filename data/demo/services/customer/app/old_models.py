"""The customer service's tables as they were at the deploy before: phone numbers as people typed them."""

import enum

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class LoyaltyTier(enum.Enum):
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


class Customer(Base):
    __tablename__ = "customers"

    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    email = sa.Column(sa.String(255), nullable=False, unique=True)
    full_name = sa.Column(sa.String(200), nullable=False)
    phone = sa.Column(sa.String(40))
    wants_news = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())
    created_at = sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


class Address(Base):
    __tablename__ = "addresses"

    id = sa.Column(sa.BigInteger, sa.Identity(), primary_key=True)
    customer_id = sa.Column(
        sa.ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True
    )
    street = sa.Column(sa.String(200), nullable=False)
    postcode = sa.Column(sa.String(20), nullable=False)
    city = sa.Column(sa.String(100), nullable=False)
    is_default = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())


class LoyaltyAccount(Base):
    __tablename__ = "loyalty_accounts"

    customer_id = sa.Column(sa.ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    tier = sa.Column(
        sa.Enum(LoyaltyTier), nullable=False, server_default=LoyaltyTier.BRONZE.name
    )
    points = sa.Column(sa.Integer, nullable=False, server_default="0")
