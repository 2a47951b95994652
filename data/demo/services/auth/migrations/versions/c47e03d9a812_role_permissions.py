"""Roles carry their permissions

Revision ID: c47e03d9a812
Revises: 8d20b6e5f1a3
Create Date: 2024-06-11 10:05:51
Author: Maria Lindgren

Changes:
- new column roles.permissions
- the roles that the code knows, with their permissions, from app.permissions

Reason: permissions lived in three places; the roles table is now the one that counts.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.permissions import ROLES

revision = "c47e03d9a812"
down_revision = "8d20b6e5f1a3"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "roles",
        sa.Column("permissions", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    )
    for name, permissions in ROLES.items():
        op.execute(
            sa.text(
                "INSERT INTO roles (name, permissions) VALUES (:name, :permissions)"
                " ON CONFLICT (name) DO UPDATE SET permissions = excluded.permissions"
            ).bindparams(
                sa.bindparam("name", name),
                sa.bindparam("permissions", permissions, type_=postgresql.ARRAY(sa.Text)),
            )
        )


def downgrade():
    op.drop_column("roles", "permissions")
