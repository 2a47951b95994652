"""Phone numbers in one form

Revision ID: f83b6d91a05c
Revises: 0e7d52a9c4b8
Create Date: 2024-11-19 12:31:08
Author: Maria Lindgren

Changes:
- new column customers.phone_e164, indexed
- each customer's number rewritten as +COUNTRY NUMBER; what is no number stays empty

Reason: the courier's system only takes numbers of that form. The rules are too many for SQL, so
the rows are read and written one by one.
"""

import sqlalchemy as sa
from alembic import op

from app.phone import to_e164

revision = "f83b6d91a05c"
down_revision = "0e7d52a9c4b8"
branch_labels = None
depends_on = None

customers = sa.table("customers", sa.column("id"), sa.column("phone"), sa.column("phone_e164"))


def upgrade():
    op.add_column("customers", sa.Column("phone_e164", sa.String(16)))
    op.create_index("ix_customers_phone_e164", "customers", ["phone_e164"])
    connection = op.get_bind()
    typed = sa.select(customers.c.id, customers.c.phone).where(customers.c.phone.is_not(None))
    for row in connection.execute(typed).fetchall():
        connection.execute(
            customers.update()
            .where(customers.c.id == row.id)
            .values(phone_e164=to_e164(row.phone))
        )


def downgrade():
    op.drop_index("ix_customers_phone_e164", "customers")
    op.drop_column("customers", "phone_e164")
