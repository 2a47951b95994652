-- A domain, a composite type and a function over an enum that is made anew.
-- == from
CREATE TYPE level AS ENUM ('low', 'mid', 'high');
CREATE DOMAIN known_level AS level CHECK (VALUE <> 'mid'::level);
CREATE TYPE pair AS (a level, b integer);
CREATE TABLE t (l known_level, p pair);
CREATE FUNCTION lowest() RETURNS level LANGUAGE sql AS $$ SELECT 'low'::level $$;
-- == rows
INSERT INTO t VALUES ('high', ('low', 3));
-- == to
CREATE TYPE level AS ENUM ('low', 'high');
CREATE DOMAIN known_level AS level;
CREATE TYPE pair AS (a level, b integer);
CREATE TABLE t (l known_level, p pair);
CREATE FUNCTION lowest() RETURNS level LANGUAGE sql AS $$ SELECT 'low'::level $$;
-- == keeps
SELECT l::text = 'high' AND (p).a = 'low' AND (p).b = 3 FROM t
