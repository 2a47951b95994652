-- An exclusion constraint changes.
-- == from
CREATE TABLE t (during tsrange, EXCLUDE USING gist (during WITH &&));
-- == to
CREATE TABLE t (during tsrange, EXCLUDE USING gist (during WITH &&) WHERE (NOT isempty(during)));
