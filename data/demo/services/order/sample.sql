-- Sample rows for the order database at its head.
INSERT INTO orders (id, restaurant_id, customer_name, total, created_at, order_type,
                    preparation_time, completed_at, status) VALUES
  ('d0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000001', 'Astrid Holm',
   17.50, '2025-02-01 18:30', 'TABLE', 20, '2025-02-01 19:10', 'DONE'),
  ('d0000000-0000-4000-8000-000000000002', 'b0000000-0000-4000-8000-000000000002', 'Rui Matos',
   35.80, '2025-02-01 19:05', 'DELIVERY', 35, NULL, 'COOKING'),
  ('d0000000-0000-4000-8000-000000000003', 'b0000000-0000-4000-8000-000000000001', 'Lena Krüger',
   14.50, '2025-02-01 19:20', 'TAKEOUT', 15, NULL, 'RECEIVED');
INSERT INTO order_items (order_id, dish, quantity) VALUES
  ('d0000000-0000-4000-8000-000000000001', 'Fish soup', 1),
  ('d0000000-0000-4000-8000-000000000001', 'Rye bread', 1),
  ('d0000000-0000-4000-8000-000000000002', 'Bacalhau', 2),
  ('d0000000-0000-4000-8000-000000000003', 'Fish soup', 1);
