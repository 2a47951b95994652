-- Names with quotes, spaces, upper case, key words, other alphabets and SQL in them.
-- == to
CREATE SCHEMA "My Schema";
CREATE TYPE "My Schema"."A ""type""" AS ENUM ('x');
CREATE TABLE "My Schema"."Tab;le -- '$$" ("select" integer PRIMARY KEY, "größe 1" text DEFAULT '"; DROP TABLE x; --',
  "a.b" "My Schema"."A ""type""" DEFAULT 'x', "drop table x" serial, CONSTRAINT "che ck" CHECK ("größe 1" <> ' ON ONLY '));
CREATE INDEX "in USING dex" ON "My Schema"."Tab;le -- '$$" ("größe 1") WHERE "select" > 3;
CREATE VIEW "My Schema"."View" AS SELECT "select", "a.b" AS "Ä" FROM "My Schema"."Tab;le -- '$$";
CREATE FUNCTION "My Schema"."Fn "("an arg" "My Schema"."A ""type""") RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON COLUMN "My Schema"."Tab;le -- '$$"."a.b" IS '';
COMMENT ON FUNCTION "My Schema"."Fn "("My Schema"."A ""type""") IS E'a\nb\\';
CREATE FUNCTION "My Schema".t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "Trig ger" BEFORE UPDATE OF "größe 1" ON "My Schema"."Tab;le -- '$$" FOR EACH ROW EXECUTE FUNCTION "My Schema".t('x''y');
