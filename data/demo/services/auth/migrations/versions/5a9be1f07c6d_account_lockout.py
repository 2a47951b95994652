"""Lock an account after too many wrong passwords

Revision ID: 5a9be1f07c6d
Revises: c47e03d9a812
Create Date: 2024-09-23 08:47:19
Author: Tomasz Wilk

Changes:
- new columns users.failed_logins and users.locked_until
- a check that failed_logins is never negative
- a comment on users.locked_until

Reason: password guessing was seen in the logs of 2024-09-20.
"""

import sqlalchemy as sa
from alembic import op

revision = "5a9be1f07c6d"
down_revision = "c47e03d9a812"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "users", sa.Column("failed_logins", sa.SmallInteger, nullable=False, server_default="0")
    )
    op.add_column("users", sa.Column("locked_until", sa.DateTime(timezone=True)))
    op.create_check_constraint("failed_logins_not_negative", "users", "failed_logins >= 0")
    op.execute("COMMENT ON COLUMN users.locked_until IS 'No sign-in before this moment'")


def downgrade():
    op.drop_column("users", "locked_until")
    op.drop_column("users", "failed_logins")
