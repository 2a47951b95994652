-- Sample rows for the auth database at its head.
INSERT INTO users (id, email, password_hash) VALUES
  ('a0000000-0000-4000-8000-000000000001', 'maria@bistro.example', 'argon2:1'),
  ('a0000000-0000-4000-8000-000000000002', 'tomasz@bistro.example', 'argon2:2'),
  ('a0000000-0000-4000-8000-000000000003', 'ines@bistro.example', 'argon2:3');
INSERT INTO user_roles (user_id, role_id)
  SELECT users.id, roles.id FROM users JOIN roles ON roles.name = 'waiter';
INSERT INTO sessions (user_id, token_hash, address, expires_at)
  SELECT id, md5(email), '192.0.2.7', now() + interval '1 day' FROM users;
