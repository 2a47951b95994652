-- Domains with all they can have, one over another.
-- == to
CREATE DOMAIN amount AS numeric(10,2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0);
CREATE DOMAIN fee AS amount CONSTRAINT small CHECK (VALUE < 10);
CREATE DOMAIN code AS text COLLATE "C";
COMMENT ON DOMAIN fee IS 'A small amount';
COMMENT ON CONSTRAINT small ON DOMAIN fee IS 'Not more';
CREATE TABLE bill (total amount, fee fee, code code);
