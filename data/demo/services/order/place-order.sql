-- The order that failed: a guest orders takeout, as today's code writes it, and the kitchen sees it.
\set ON_ERROR_STOP on
BEGIN;
INSERT INTO orders (id, restaurant_id, customer_name, total, created_at, order_type, preparation_time)
VALUES ('d0000000-0000-4000-8000-00000000000f', 'b0000000-0000-4000-8000-000000000001',
        'Noor Haddad', 17.50, now(), 'TAKEOUT', 15);
INSERT INTO order_items (order_id, dish, quantity)
VALUES ('d0000000-0000-4000-8000-00000000000f', 'Fish soup', 1),
       ('d0000000-0000-4000-8000-00000000000f', 'Rye bread', 1);
SELECT customer_name, total, kitchen_queue.order_type, kitchen_queue.preparation_time
  FROM kitchen_queue JOIN orders USING (id)
 WHERE id = 'd0000000-0000-4000-8000-00000000000f';
COMMIT;
