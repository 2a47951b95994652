-- Sample rows for the customer database at its head.
INSERT INTO customers (id, email, full_name, phone, phone_e164, wants_news) VALUES
  ('c0000000-0000-4000-8000-000000000001', 'astrid@example.org', 'Astrid Holm', '08-555 01 03',
   '+4685550103', true),
  ('c0000000-0000-4000-8000-000000000002', 'rui@example.org', 'Rui Matos', '+351 21 555 0104',
   '+351215550104', false),
  ('c0000000-0000-4000-8000-000000000003', 'lena@example.org', 'Lena Krüger', NULL, NULL, true);
INSERT INTO addresses (customer_id, street, postcode, city, is_default)
  SELECT id, 'Storgatan ' || row_number() OVER (ORDER BY id), '111 22', 'Stockholm', true
    FROM customers;
INSERT INTO loyalty_accounts (customer_id, tier, points)
  SELECT id, 'SILVER', 40 FROM customers;
