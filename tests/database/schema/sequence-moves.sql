-- Bounds that have no number in common with those before; columns of one table, and of another, that
-- own a sequence, before and after.
-- == both
DO $$BEGIN CREATE ROLE alice; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$;
CREATE TABLE orders (id int, number int);
CREATE TABLE bills (id serial, number int);
-- == from
CREATE SEQUENCE up;
CREATE SEQUENCE within OWNED BY orders.id;
CREATE SEQUENCE across OWNED BY orders.number;
ALTER TABLE orders OWNER TO alice;
-- == to
CREATE SEQUENCE up AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE -1 START -5;
CREATE SEQUENCE within OWNED BY orders.number;
CREATE SEQUENCE across OWNED BY bills.number;
CREATE SCHEMA other;
CREATE SEQUENCE other.numbers;
ALTER TABLE bills ALTER id DROP NOT NULL, ALTER id SET DEFAULT nextval('other.numbers');
DROP SEQUENCE bills_id_seq;
-- == rows
INSERT INTO bills VALUES (7, 8);
-- == keeps
SELECT id = 7 AND number = 8 FROM bills
