-- The order of a guest who leaves a tip, as the code of the merged branch writes it.
\set ON_ERROR_STOP on
BEGIN;
INSERT INTO orders (id, restaurant_id, customer_name, total, created_at, order_type, tip)
VALUES ('d0000000-0000-4000-8000-00000000000f', 'b0000000-0000-4000-8000-000000000001',
        'Noor Haddad', 17.50, now(), 'TAKEOUT', 2.00);
SELECT customer_name, total, tip, kitchen_queue.order_type
  FROM kitchen_queue JOIN orders USING (id)
 WHERE id = 'd0000000-0000-4000-8000-00000000000f';
COMMIT;
