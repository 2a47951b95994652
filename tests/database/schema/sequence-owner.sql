-- A sequence gets an owner, another one loses it, a third changes it.
-- == from
CREATE TABLE t (a integer, b integer);
CREATE SEQUENCE gets;
CREATE SEQUENCE loses OWNED BY t.a;
CREATE SEQUENCE swaps OWNED BY t.a;
-- == to
CREATE TABLE t (a integer, b integer);
CREATE SEQUENCE gets OWNED BY t.a;
CREATE SEQUENCE loses;
CREATE SEQUENCE swaps OWNED BY t.b;
