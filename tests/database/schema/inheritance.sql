-- A child with columns of its own; the parent grows.
-- == from
CREATE TABLE parent (id integer NOT NULL, name text DEFAULT 'p', CHECK (id > 0));
CREATE TABLE child (extra text) INHERITS (parent);
ALTER TABLE child ALTER name SET DEFAULT 'c';
-- == to
CREATE TABLE parent (id bigint NOT NULL, name text DEFAULT 'q', added date, CHECK (id > 0));
CREATE TABLE child (extra varchar(10)) INHERITS (parent);
ALTER TABLE child ALTER name SET DEFAULT 'c';
