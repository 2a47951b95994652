-- Labels with quotes, backslashes, commas and nothing but letters of other alphabets.
-- == from
CREATE TYPE odd AS ENUM ('it''s', 'a, b', 'back\slash');
-- == to
CREATE TYPE odd AS ENUM ('', 'it''s', 'größe', 'a, b', 'E''x', 'back\slash', 'line
break');
