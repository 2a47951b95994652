-- Sample rows for the restaurant database at its head.
INSERT INTO restaurants (id, name, phone_number, cuisine, settings) VALUES
  ('b0000000-0000-4000-8000-000000000001', 'Bistro Nord', '+46 8 555 0101', '{nordic,fish}',
   '{"takeout": true}'),
  ('b0000000-0000-4000-8000-000000000002', 'Tasca do Sol', '+351 21 555 0102', '{portuguese}', '{}');
INSERT INTO restaurant_tables (restaurant_id, number, seats)
  SELECT id, number, 4 FROM restaurants, generate_series(1, 6) AS number;
INSERT INTO menu_items (restaurant_id, name, price, allergens) VALUES
  ('b0000000-0000-4000-8000-000000000001', 'Fish soup', 14.50, '{fish,milk}'),
  ('b0000000-0000-4000-8000-000000000001', 'Rye bread', 3.00, '{gluten}'),
  ('b0000000-0000-4000-8000-000000000002', 'Bacalhau', 17.90, '{fish}');
INSERT INTO opening_hours (restaurant_id, weekday, opens, closes)
  SELECT id, weekday, '11:30', '22:00' FROM restaurants, generate_series(0, 5) AS weekday;
