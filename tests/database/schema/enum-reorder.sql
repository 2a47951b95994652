-- The same values in another order.
-- == from
CREATE TYPE size AS ENUM ('small', 'large', 'medium');
CREATE TABLE shirt (size size);
-- == rows
INSERT INTO shirt VALUES ('medium');
-- == to
CREATE TYPE size AS ENUM ('small', 'medium', 'large');
CREATE TABLE shirt (size size);
-- == keeps
SELECT size < 'large' FROM shirt
