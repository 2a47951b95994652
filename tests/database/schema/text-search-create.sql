-- Text search from parser to configuration, and an index that uses it.
-- == to
CREATE SCHEMA s;
CREATE TEXT SEARCH PARSER words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
  LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY s.own (TEMPLATE = plain, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH DICTIONARY none (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION cfg (PARSER = words);
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR asciiword, word WITH s.own, english_stem;
ALTER TEXT SEARCH CONFIGURATION cfg ADD MAPPING FOR "int" WITH none;
COMMENT ON TEXT SEARCH CONFIGURATION cfg IS 'c';
COMMENT ON TEXT SEARCH DICTIONARY s.own IS 'd';
COMMENT ON TEXT SEARCH PARSER words IS 'p';
COMMENT ON TEXT SEARCH TEMPLATE plain IS 't';
CREATE TABLE t (a text);
CREATE INDEX t_a ON t USING gin (to_tsvector('cfg', a));
