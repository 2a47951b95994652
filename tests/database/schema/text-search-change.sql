-- Options of a dictionary and mappings of a configuration change in their place.
-- == from
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH DICTIONARY gone (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY other (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION cfg (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR asciiword WITH gone, d;
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR word WITH d;
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector('cfg', a));
-- == to
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, ACCEPT = true);
CREATE TEXT SEARCH DICTIONARY other (TEMPLATE = snowball, LANGUAGE = german);
CREATE TEXT SEARCH CONFIGURATION cfg (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR asciiword WITH d;
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR email WITH d, simple;
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector('cfg', a));
