"""Menu overview, and updated_at that keeps itself

Revision ID: 9c06ea52b3d1
Revises: 20d8b7f4c6ae
Create Date: 2024-10-08 17:22:45
Author: Maria Lindgren

Changes:
- new view menu_overview
- new function touch_updated_at() and its trigger on restaurants

Reason: the website reads one view; updated_at was forgotten in two places of the code.
"""

from alembic import op

revision = "9c06ea52b3d1"
down_revision = "20d8b7f4c6ae"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        """
        CREATE VIEW menu_overview AS
          SELECT restaurants.name AS restaurant, menu_items.name AS dish, menu_items.price
            FROM restaurants JOIN menu_items ON menu_items.restaurant_id = restaurants.id
           WHERE menu_items.available
        """
    )
    op.execute(
        """
        CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.updated_at := now();
          RETURN NEW;
        END
        $$
        """
    )
    op.execute(
        "CREATE TRIGGER restaurants_touch BEFORE UPDATE ON restaurants"
        " FOR EACH ROW EXECUTE FUNCTION touch_updated_at()"
    )


def downgrade():
    op.execute("DROP TRIGGER restaurants_touch ON restaurants")
    op.execute("DROP FUNCTION touch_updated_at()")
    op.execute("DROP VIEW menu_overview")
