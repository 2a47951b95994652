-- An extension is brought to another version; back, it is made anew, since nothing needs it.
-- == from
CREATE EXTENSION hstore VERSION '1.4';
-- == to
CREATE EXTENSION hstore VERSION '1.6';
CREATE EXTENSION citext;
CREATE TABLE t (c citext);
