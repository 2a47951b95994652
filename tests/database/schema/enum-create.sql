-- An enum and a column of it with a default.
-- == both
CREATE TABLE orders (id integer);
-- == to
CREATE TYPE ordertype AS ENUM ('TABLE', 'DELIVERY', 'TAKEOUT');
ALTER TABLE orders ADD COLUMN order_type ordertype NOT NULL DEFAULT 'TABLE';
