-- The table that owns a sequence goes, the sequence stays for another.
-- == from
CREATE TABLE old (id serial);
CREATE TABLE kept (id integer DEFAULT nextval('old_id_seq'));
-- == to
CREATE SEQUENCE old_id_seq AS integer;
CREATE TABLE kept (id integer DEFAULT nextval('old_id_seq'));
