-- Storage parameters, also of toast tables; logged and unlogged.
-- == from
CREATE TABLE t (a int, b text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
CREATE UNLOGGED TABLE u (a int PRIMARY KEY);
CREATE TABLE n (a text);
-- == to
CREATE TABLE t (a int, b text) WITH (fillfactor = 80, toast.vacuum_truncate = off);
CREATE TABLE u (a int PRIMARY KEY);
CREATE UNLOGGED TABLE n (a text);
CREATE UNLOGGED TABLE f (a text) WITH (toast_tuple_target = 200, toast.autovacuum_enabled = false);
