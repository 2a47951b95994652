-- The orders of a restored volume against those of today's models.
-- == from
CREATE TABLE orders (id uuid NOT NULL, restaurant_id uuid, customer_name varchar(255), total double precision, created_at timestamp,
  PRIMARY KEY (id));
-- == to
CREATE TYPE ordertype AS ENUM ('TABLE', 'DELIVERY', 'TAKEOUT');
CREATE TABLE orders (id uuid NOT NULL, restaurant_id uuid, customer_name varchar(255), total double precision, created_at timestamp,
  order_type ordertype DEFAULT 'TABLE' NOT NULL, preparation_time integer, completed_at timestamp, PRIMARY KEY (id));
CREATE INDEX ix_orders_order_type ON orders (order_type);
CREATE INDEX ix_orders_completed_at ON orders (completed_at);
