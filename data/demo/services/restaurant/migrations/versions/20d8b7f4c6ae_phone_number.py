"""Call the phone number phone_number

Revision ID: 20d8b7f4c6ae
Revises: e95a3c1d0f72
Create Date: 2024-08-14 13:15:27
Author: Ines Carvalho

Changes:
- new column restaurants.phone_number, filled from restaurants.phone
- restaurants.phone dropped

Reason: the other services call it phone_number. Added, copied and dropped rather than renamed,
so that no number is lost if the old column is still written while this runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "20d8b7f4c6ae"
down_revision = "e95a3c1d0f72"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("restaurants", sa.Column("phone_number", sa.String(40)))
    op.execute("UPDATE restaurants SET phone_number = phone")
    op.drop_column("restaurants", "phone")


def downgrade():
    op.add_column("restaurants", sa.Column("phone", sa.String(40)))
    op.execute("UPDATE restaurants SET phone = phone_number")
    op.drop_column("restaurants", "phone_number")
