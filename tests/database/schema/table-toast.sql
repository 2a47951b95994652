-- How long values are kept is said once there is a place for them; names that end alike are told apart.
-- === options
-- == from
CREATE TABLE orders (id int) WITH (autovacuum_enabled = false);
CREATE TABLE notes (a int, note varchar(3)) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
-- == to
CREATE TABLE orders (id int, note text) WITH (toast.autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 10);
CREATE TABLE notes (a int, note text) WITH (autovacuum_enabled = false, toast.autovacuum_enabled = true);
-- === columns from a parent
-- == from
CREATE TABLE one ();
CREATE TABLE t () INHERITS (one) WITH (toast.autovacuum_enabled = false);
-- == to
CREATE TABLE other (a numeric[] NOT NULL);
CREATE TABLE t () INHERITS (other) WITH (toast.autovacuum_enabled = false);
