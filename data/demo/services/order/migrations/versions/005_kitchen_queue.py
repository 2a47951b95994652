"""The kitchen's queue, and events that write themselves

Revision ID: 005
Revises: 004
Create Date: 2025-01-13 11:46:20
Author: Maria Lindgren

Changes:
- new view kitchen_queue
- new function record_status() and its trigger on orders
- a comment on orders.preparation_time

Reason: the kitchen's screen and the guest's phone showed different orders.
"""

from alembic import op

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        """
        CREATE VIEW kitchen_queue AS
          SELECT id, restaurant_id, order_type, preparation_time, created_at
            FROM orders
           WHERE completed_at IS NULL AND status <> 'CANCELLED'
        """
    )
    op.execute(
        """
        CREATE FUNCTION record_status() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO order_events (order_id, details)
          VALUES (NEW.id, jsonb_build_object('status', NEW.status));
          RETURN NULL;
        END
        $$
        """
    )
    op.execute(
        "CREATE TRIGGER orders_record_status AFTER INSERT OR UPDATE OF status ON orders"
        " FOR EACH ROW EXECUTE FUNCTION record_status()"
    )
    op.execute("COMMENT ON COLUMN orders.preparation_time IS 'Minutes the kitchen needs'")


def downgrade():
    op.execute("COMMENT ON COLUMN orders.preparation_time IS NULL")
    op.execute("DROP TRIGGER orders_record_status ON orders")
    op.execute("DROP FUNCTION record_status()")
    op.execute("DROP VIEW kitchen_queue")
