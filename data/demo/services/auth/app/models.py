"""The auth service's tables, as today's code wants them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, INET, UUID
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    email = sa.Column(sa.String(255), nullable=False, unique=True)
    password_hash = sa.Column(sa.String(255), nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())
    failed_logins = sa.Column(sa.SmallInteger, nullable=False, server_default="0")
    locked_until = sa.Column(
        sa.DateTime(timezone=True), comment="No sign-in before this moment"
    )
    created_at = sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


class Role(Base):
    __tablename__ = "roles"

    id = sa.Column(sa.Integer, sa.Identity(), primary_key=True)
    name = sa.Column(sa.String(50), nullable=False, unique=True)
    permissions = sa.Column(ARRAY(sa.Text), nullable=False, server_default="{}")


class UserRole(Base):
    __tablename__ = "user_roles"

    user_id = sa.Column(sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    role_id = sa.Column(sa.ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True)


class Session(Base):
    __tablename__ = "sessions"
    __table_args__ = (
        sa.Index("ix_sessions_open", "expires_at", postgresql_where=sa.text("revoked_at IS NULL")),
    )

    id = sa.Column(UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    user_id = sa.Column(
        sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True
    )
    token_hash = sa.Column(sa.String(64), nullable=False, unique=True)
    address = sa.Column(INET)
    expires_at = sa.Column(sa.DateTime(timezone=True), nullable=False)
    revoked_at = sa.Column(sa.DateTime(timezone=True))
