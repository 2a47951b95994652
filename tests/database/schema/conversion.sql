-- A conversion, default or not.
-- == from
CREATE CONVERSION one FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
-- == to
CREATE DEFAULT CONVERSION one FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
CREATE CONVERSION two FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION two IS 'back';
