-- A table with everything a table can have.
-- == to
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE UNLOGGED TABLE "Order" (
  id uuid CONSTRAINT order_key PRIMARY KEY,
  customer_id bigint REFERENCES customer ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  number integer NOT NULL UNIQUE,
  total numeric(12,3) DEFAULT 0 CHECK (total >= 0),
  placed timestamptz NOT NULL DEFAULT now(),
  note varchar(200) COLLATE "C",
  net numeric GENERATED ALWAYS AS (total / 1.2) STORED,
  EXCLUDE USING btree (placed WITH =) WHERE (total > 5)
) WITH (fillfactor = 70, autovacuum_enabled = false);
COMMENT ON TABLE "Order" IS 'It''s an order';
COMMENT ON COLUMN "Order".total IS 'With \ tax';
COMMENT ON CONSTRAINT order_key ON "Order" IS 'Key';
COMMENT ON INDEX order_key IS 'Index of the key';
CREATE INDEX ON "Order" (placed DESC NULLS LAST, lower(note)) WHERE total > 0;
COMMENT ON INDEX "Order_placed_lower_idx" IS 'By day';
