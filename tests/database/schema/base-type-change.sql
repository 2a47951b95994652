-- A base type loses a function and gains a default; a name becomes a type.
-- === functions
-- == both
CREATE TYPE whole;
CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
CREATE TYPE half;
CREATE FUNCTION half_in(cstring) RETURNS half IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION half_out(half) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
-- == from
CREATE FUNCTION whole_send(whole) RETURNS bytea IMMUTABLE STRICT LANGUAGE internal AS 'int4send';
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, SEND = whole_send, LIKE = integer);
CREATE FUNCTION use(whole) RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- == to
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer, DEFAULT = '1');
CREATE TYPE half (INPUT = half_in, OUTPUT = half_out, LIKE = integer);
CREATE FUNCTION use(whole) RETURNS integer LANGUAGE sql AS 'SELECT 2';
-- === in columns
-- == both
CREATE TYPE whole;
CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
-- == from
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer);
CREATE TABLE t (a whole, b whole[] DEFAULT '{7}');
-- == rows
INSERT INTO t VALUES ('5');
-- == to
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer, DEFAULT = '1');
CREATE TABLE t (a whole DEFAULT '2', b whole[]);
-- == keeps
SELECT a::text = '5' AND b::text = '{7}' FROM t;
-- === becomes a mere name under a domain
-- == both
CREATE TYPE whole;
CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
-- == from
CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer, DEFAULT = '1');
CREATE DOMAIN d AS whole;
-- === changes under a domain
-- == both
CREATE TYPE whole;
CREATE FUNCTION whole_in(cstring) RETURNS whole IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION whole_out(whole) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
-- == from
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer, CATEGORY = 'X');
CREATE DOMAIN d AS whole CHECK (VALUE IS NOT NULL);
CREATE DOMAIN gone AS d;
CREATE TABLE t (a d, b d[]);
-- == rows
INSERT INTO t VALUES ('5', '{7}');
-- == to
CREATE TYPE whole (INPUT = whole_in, OUTPUT = whole_out, LIKE = integer, CATEGORY = 'N');
CREATE DOMAIN d AS whole CHECK (VALUE IS NOT NULL);
CREATE TABLE t (a d, b d[]);
-- == keeps
SELECT a::text = '5' AND b::text = '{7}' FROM t;
