-- Headway snapshot of order at base
-- The tables that create_all() made before this service had migrations.

CREATE TABLE public.orders (
    id uuid NOT NULL,
    restaurant_id uuid NOT NULL,
    customer_name character varying(255) NOT NULL,
    total double precision NOT NULL,
    created_at timestamp without time zone NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id)
);

CREATE TABLE public.order_items (
    id serial NOT NULL,
    order_id uuid NOT NULL,
    dish character varying(255) NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT order_items_pkey PRIMARY KEY (id),
    CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders (id)
);
