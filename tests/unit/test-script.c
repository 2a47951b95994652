/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-script.c: SQL text split into statements, their flags and risks, the roles they name. */

#include <string.h>

#include "hw-effect.h"
#include "hw-scanner.h"
#include "hw-script.h"

#define SAFE HW_RISK_SAFE
#define BLOCKING HW_RISK_BLOCKING
#define REWRITING HW_RISK_REWRITING
#define DESTROYING HW_RISK_DESTROYING
#define UNPARSED HW_STATEMENT_UNPARSED
#define ALONE HW_STATEMENT_NO_TRANSACTION
#define CONTROL HW_STATEMENT_CONTROL
#define DEFINITION HW_STATEMENT_DEFINITION
#define DATA HW_STATEMENT_DATA
#define SETTING HW_STATEMENT_SETTING

static const struct
{
  const char *sql;
  guint flags;
  HwRisk risk;
} kinds[] = {
  { "CREATE TABLE a (b int)", DEFINITION, SAFE },
  { "CREATE UNLOGGED TABLE a AS SELECT 1", DEFINITION | DATA, SAFE },
  { "SELECT * INTO b FROM c", DEFINITION | DATA, SAFE },
  { "CREATE VIEW v AS SELECT now()", DEFINITION, SAFE },
  { "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1; SELECT 2$$", DEFINITION,
    SAFE },
  { "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)", DEFINITION, SAFE },
  { "COMMENT ON TABLE a IS 'x'", DEFINITION, SAFE },
  { "GRANT SELECT ON a TO joe", DEFINITION, SAFE },
  { "ALTER TYPE e ADD VALUE 'x'", DEFINITION, SAFE },
  { "ALTER TABLE a RENAME COLUMN b TO c", DEFINITION, SAFE },
  { "CREATE INDEX i ON a (b)", DEFINITION, BLOCKING },
  { "CREATE INDEX CONCURRENTLY i ON a (b)", DEFINITION | ALONE, SAFE },
  { "DROP INDEX CONCURRENTLY i", DEFINITION | ALONE, DESTROYING },
  { "DROP INDEX i", DEFINITION, DESTROYING },
  { "DROP TABLE IF EXISTS a", DEFINITION, DESTROYING },
  { "DROP TYPE a", DEFINITION, DESTROYING },
  { "DROP SCHEMA a", DEFINITION, DESTROYING },
  { "DROP SEQUENCE a", DEFINITION, DESTROYING },
  { "DROP MATERIALIZED VIEW a", DEFINITION, DESTROYING },
  { "DROP FUNCTION a", DEFINITION, DESTROYING },
  { "DROP ROLE joe", DEFINITION, DESTROYING },
  { "DROP OWNED BY joe", DEFINITION, DESTROYING },
  { "CREATE DATABASE d", DEFINITION | ALONE, SAFE },
  { "DROP DATABASE d", DEFINITION | ALONE, DESTROYING },
  { "ALTER DATABASE d SET TABLESPACE t", DEFINITION | ALONE, REWRITING },
  { "ALTER DATABASE d SET work_mem = '1MB'", DEFINITION, SAFE },
  { "ALTER DATABASE d CONNECTION LIMIT 3", DEFINITION, SAFE },
  { "CREATE TABLESPACE t LOCATION '/x'", DEFINITION | ALONE, SAFE },
  { "DROP TABLESPACE t", DEFINITION | ALONE, DESTROYING },
  { "ALTER SYSTEM SET work_mem = '1MB'", ALONE, SAFE },
  { "VACUUM a", ALONE, SAFE },
  { "VACUUM FULL a", ALONE, REWRITING },
  { "VACUUM (FULL false) a", ALONE, SAFE },
  { "ANALYZE a", 0, SAFE },
  { "CLUSTER", ALONE, REWRITING },
  { "CLUSTER a USING i", 0, REWRITING },
  { "REINDEX TABLE a", 0, BLOCKING },
  { "REINDEX INDEX CONCURRENTLY i", ALONE, SAFE },
  { "REINDEX (CONCURRENTLY off) TABLE a", 0, BLOCKING },
  { "REINDEX DATABASE d", ALONE, BLOCKING },
  { "REINDEX SYSTEM d", ALONE, BLOCKING },
  { "REINDEX SCHEMA CONCURRENTLY s", ALONE, SAFE },
  { "ALTER TABLE a DETACH PARTITION p", DEFINITION, SAFE },
  { "ALTER TABLE a DETACH PARTITION p CONCURRENTLY", DEFINITION | ALONE, SAFE },
  { "ALTER TABLE a ATTACH PARTITION p DEFAULT", DEFINITION, BLOCKING },
  { "ALTER INDEX a ATTACH PARTITION b", DEFINITION, SAFE },
  { "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", DEFINITION | ALONE, SAFE },
  { "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)", DEFINITION, SAFE },
  { "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = off)", DEFINITION,
    SAFE },
  { "ALTER SUBSCRIPTION s REFRESH PUBLICATION", DEFINITION | ALONE, SAFE },
  { "ALTER SUBSCRIPTION s SET PUBLICATION p", DEFINITION | ALONE, SAFE },
  { "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = false)", DEFINITION, SAFE },
  { "ALTER SUBSCRIPTION s DISABLE", DEFINITION, SAFE },
  { "DROP SUBSCRIPTION s", DEFINITION | ALONE, DESTROYING },
  { "DISCARD ALL", SETTING | ALONE, SAFE },
  { "DISCARD TEMP", SETTING, SAFE },
  { "ALTER TABLE a ADD b int", DEFINITION, SAFE },
  { "ALTER TABLE a ADD b int NOT NULL DEFAULT 3", DEFINITION, SAFE },
  { "ALTER TABLE a ADD b timestamptz DEFAULT now()", DEFINITION, SAFE },
  { "ALTER TABLE a ADD b timestamptz DEFAULT CURRENT_TIMESTAMP", DEFINITION, SAFE },
  { "ALTER TABLE a ADD b uuid DEFAULT gen_random_uuid()", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD b float DEFAULT 1 + random()", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD b bigserial", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD b int GENERATED ALWAYS AS (c + 1) STORED", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD b int GENERATED ALWAYS AS IDENTITY", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD b int UNIQUE", DEFINITION, BLOCKING },
  { "ALTER TABLE a ADD c int, DROP COLUMN b", DEFINITION, DESTROYING },
  { "ALTER TABLE a ALTER b TYPE text", DEFINITION, REWRITING },
  { "ALTER TABLE a ALTER b SET NOT NULL", DEFINITION, BLOCKING },
  { "ALTER TABLE a ALTER b DROP NOT NULL", DEFINITION, SAFE },
  { "ALTER TABLE a ALTER b SET DEFAULT random()", DEFINITION, SAFE },
  { "ALTER TABLE a SET LOGGED", DEFINITION, REWRITING },
  { "ALTER TABLE a SET ACCESS METHOD heap", DEFINITION, REWRITING },
  { "ALTER TABLE a ADD CHECK (b > 0)", DEFINITION, BLOCKING },
  { "ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0) NOT VALID", DEFINITION, SAFE },
  { "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c", DEFINITION, BLOCKING },
  { "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c NOT VALID", DEFINITION, SAFE },
  { "ALTER TABLE a ADD UNIQUE (b)", DEFINITION, BLOCKING },
  { "ALTER TABLE a ADD CONSTRAINT c UNIQUE USING INDEX i", DEFINITION, SAFE },
  { "ALTER TABLE a ADD PRIMARY KEY (b)", DEFINITION, BLOCKING },
  { "ALTER TABLE a VALIDATE CONSTRAINT c", DEFINITION, SAFE },
  { "ALTER TABLE a DROP CONSTRAINT c", DEFINITION, DESTROYING },
  { "ALTER DOMAIN d ADD CHECK (VALUE > 0)", DEFINITION, BLOCKING },
  { "ALTER DOMAIN d ADD CHECK (VALUE > 0) NOT VALID", DEFINITION, SAFE },
  { "ALTER DOMAIN d SET NOT NULL", DEFINITION, BLOCKING },
  { "ALTER DOMAIN d DROP CONSTRAINT c", DEFINITION, DESTROYING },
  { "REFRESH MATERIALIZED VIEW v", DATA, BLOCKING },
  { "REFRESH MATERIALIZED VIEW CONCURRENTLY v", DATA, SAFE },
  { "INSERT INTO a VALUES (1)", DATA, SAFE },
  { "INSERT INTO a VALUES (1) ON CONFLICT (b) DO UPDATE SET b = 2", DATA, SAFE },
  { "UPDATE a SET b = 1", DATA, BLOCKING },
  { "DELETE FROM a", DATA, DESTROYING },
  { "TRUNCATE a", DATA, DESTROYING },
  { "MERGE INTO a USING b ON a.c = b.c WHEN MATCHED THEN DELETE", DATA, DESTROYING },
  { "MERGE INTO a USING b ON a.c = b.c WHEN MATCHED THEN UPDATE SET d = 1", DATA, BLOCKING },
  { "MERGE INTO a USING b ON a.c = b.c WHEN NOT MATCHED THEN INSERT VALUES (1)", DATA, SAFE },
  { "WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x", DATA, DESTROYING },
  { "WITH x AS (UPDATE a SET b = 1 RETURNING *) SELECT * FROM x", DATA, BLOCKING },
  { "COPY a FROM '/x'", DATA, SAFE },
  { "DO $$ BEGIN PERFORM 1; END $$", DATA, BLOCKING },
  { "SELECT 1", 0, SAFE },
  { "SELECT setval('s', 3)", DATA, SAFE },
  { "EXPLAIN DELETE FROM a", 0, SAFE },
  { "EXPLAIN ANALYZE DELETE FROM a", DATA, DESTROYING },
  { "LOCK TABLE a", 0, BLOCKING },
  { "SET LOCAL search_path TO a", SETTING, SAFE },
  { "RESET ALL", SETTING, SAFE },
  { "SET CONSTRAINTS ALL DEFERRED", SETTING, SAFE },
  { "BEGIN", CONTROL, SAFE },
  { "COMMIT", CONTROL, SAFE },
  { "SAVEPOINT s", CONTROL, SAFE },
  { "ROLLBACK", CONTROL | HW_STATEMENT_ROLLBACK, SAFE },
  { "ROLLBACK TO SAVEPOINT s", CONTROL | HW_STATEMENT_ROLLBACK, SAFE },
  { "PREPARE TRANSACTION 't'", CONTROL | HW_STATEMENT_ROLLBACK, SAFE },
  { "COMMIT PREPARED 't'", CONTROL | HW_STATEMENT_ROLLBACK, SAFE },
  /* Not PostgreSQL 15's grammar: told by words. */
  { "ALTER TABLE a ALTER b SET EXPRESSION AS (c + 1)", UNPARSED | DEFINITION, BLOCKING },
  { "ALTER TABLE a ADD b int GENERATED ALWAYS AS (c) VIRTUAL", UNPARSED | DEFINITION, BLOCKING },
  { "ALTER TABLE a SPLIT PARTITION b, DROP c", UNPARSED | DEFINITION, DESTROYING },
  { "REPACK CONCURRENTLY a", UNPARSED | ALONE, BLOCKING },
  { "ALTER TABLE 'a", UNPARSED | DEFINITION, BLOCKING },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) statements = hw_script_split (kinds[i].sql);
      HwStatement *statement;

      g_test_message ("%s", kinds[i].sql);
      g_assert_cmpuint (statements->len, ==, 1);
      statement = g_ptr_array_index (statements, 0);
      g_assert_cmpstr (statement->sql, ==, kinds[i].sql);
      g_assert_cmphex (statement->flags, ==, kinds[i].flags);
      g_assert_cmpstr (hw_risk_to_string (statement->risk), ==, hw_risk_to_string (kinds[i].risk));
    }
}

static void
assert_split (const char *text, const char *const *expected)
{
  g_autoptr (GPtrArray) statements = hw_script_split (text);

  for (guint i = 0; i < statements->len; i++)
    {
      HwStatement *statement = g_ptr_array_index (statements, i);

      g_assert_cmpstr (statement->sql, ==, expected[i]);
    }
  g_assert_null (expected[statements->len]);
}

#define FUNCTION                                                                                   \
  "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END"

static void
test_split (void)
{
  assert_split ("", (const char *[]){ NULL });
  assert_split (" ;;\n-- nothing\n/* at /* all */ ; */;", (const char *[]){ NULL });
  assert_split ("-- one\nSELECT 1; /* two */ SELECT ';' -- end;\n, 2 ;\n-- rest",
                (const char *[]){ "SELECT 1", "SELECT ';' -- end;\n, 2", NULL });
  assert_split ("SELECT $$;$$, $a$;$$;$a$, E'\\';', \";\"\"\", 'it''s;';SELECT 2",
                (const char *[]){ "SELECT $$;$$, $a$;$$;$a$, E'\\';', \";\"\"\", 'it''s;'",
                                  "SELECT 2", NULL });
  assert_split (FUNCTION "; SELECT 3", (const char *[]){ FUNCTION, "SELECT 3", NULL });
  /* The same with a statement that the parser does not know, so by the scanner. */
  assert_split ("-- one\nFROB 1; /* two; /* ; */ ; */ SELECT ';' -- end;\n, 2 ;\n-- rest",
                (const char *[]){ "FROB 1", "SELECT ';' -- end;\n, 2", NULL });
  assert_split (
      "FROB; SELECT $$;$$, $a$;$$;$a$, E'\\';', a$b$, \";\"\"\", 'it''s;', $1;SELECT 2",
      (const char *[]){ "FROB", "SELECT $$;$$, $a$;$$;$a$, E'\\';', a$b$, \";\"\"\", 'it''s;', $1",
                        "SELECT 2", NULL });
  assert_split ("FROB; " FUNCTION "; SELECT 3",
                (const char *[]){ "FROB", FUNCTION, "SELECT 3", NULL });
  assert_split ("FROB; CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3;",
                (const char *[]){ "FROB", "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
                                  "SELECT 3", NULL });
  assert_split ("SELECT 1; SELECT 'open; SELECT 2",
                (const char *[]){ "SELECT 1", "SELECT 'open; SELECT 2", NULL });
  assert_split ("\xef\xbb\xbfSELECT 1", (const char *[]){ "SELECT 1", NULL });
  assert_split ("SELECT 1 /* open; SELECT 2",
                (const char *[]){ "SELECT 1 /* open; SELECT 2", NULL });
}

static void
test_lines (void)
{
  static const char *const texts[] = {
    "SELECT 1;\n\n-- two\nSELECT\n2;\nSELECT 3",
    "FROB 1;\n\n-- two\nSELECT\n2;\nSELECT 3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) statements = hw_script_split (texts[i]);

      g_assert_cmpuint (statements->len, ==, 3);
      g_assert_cmpuint (((HwStatement *) statements->pdata[0])->line, ==, 1);
      g_assert_cmpuint (((HwStatement *) statements->pdata[1])->line, ==, 4);
      g_assert_cmpuint (((HwStatement *) statements->pdata[2])->line, ==, 6);
    }
}

static void
test_only_the_bad_one_is_unparsed (void)
{
  g_autoptr (GPtrArray) statements =
      hw_script_split ("DROP TABLE a; ALTER TABLE b FROB; CREATE INDEX CONCURRENTLY i ON c (d)");

  g_assert_cmpuint (statements->len, ==, 3);
  g_assert_cmphex (((HwStatement *) statements->pdata[0])->flags, ==, DEFINITION);
  g_assert_cmphex (((HwStatement *) statements->pdata[1])->flags, ==, UNPARSED | DEFINITION);
  g_assert_cmphex (((HwStatement *) statements->pdata[2])->flags, ==, DEFINITION | ALONE);
}

/* What the server takes for a comment, and no more, is left out. */
static void
test_comments (void)
{
  static const struct
  {
    const char *text;
    const char *statements[4];
  } cases[] = {
    { "SELECT 1;\r-- old\rSELECT 2;\r-- older\r", { "SELECT 1", "SELECT 2" } },
    { "FROB; -- old\rSELECT 2", { "FROB", "SELECT 2" } },
    { "SELECT 1;\r\n-- new\r\nSELECT 2\r\n", { "SELECT 1", "SELECT 2" } },
    { "SELECT 1; /* /* */ SELECT 2; */ SELECT 3", { "SELECT 1", "SELECT 3" } },
    { "SELECT 1; /* /* */ SELECT 2;", { "SELECT 1", "/* /* */ SELECT 2;" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) statements = hw_script_split (cases[i].text);

      g_assert_cmpuint (statements->len, ==, g_strv_length ((char **) cases[i].statements));
      for (guint j = 0; j < statements->len; j++)
        g_assert_cmpstr (((HwStatement *) statements->pdata[j])->sql, ==, cases[i].statements[j]);
    }
}

static void
test_roles (void)
{
  g_auto (GStrv) roles = hw_script_dup_roles (
      "GRANT SELECT ON a TO joe, PUBLIC; ALTER TABLE a OWNER TO \"Ann\"; FROB;"
      "CREATE POLICY p ON a TO bob, CURRENT_USER USING (true);"
      "GRANT leads TO joe; ALTER DEFAULT PRIVILEGES FOR ROLE zed GRANT SELECT ON TABLES TO eve;"
      "SET ROLE sue; SET ROLE NONE; CREATE SCHEMA AUTHORIZATION tom; REASSIGN OWNED BY u1 TO u2;"
      "CREATE ROLE made; GRANT pg_monitor TO made; CREATE USER MAPPING FOR map SERVER s");
  g_auto (GStrv) none = hw_script_dup_roles ("SELECT 'GRANT x TO y'");

  g_assert_cmpstrv (roles, ((char *[]){ "Ann", "bob", "eve", "joe", "leads", "map", "sue", "tom",
                                        "u1", "u2", "zed", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* The statements are in the text, in its order, and between them is nothing but space, comments and
 * semicolons. */
static void
assert_covers (const char *text)
{
  g_autoptr (GPtrArray) statements = hw_script_split (text);
  const char *cursor = text;

  for (guint i = 0; i <= statements->len; i++)
    {
      const char *sql = i < statements->len ? ((HwStatement *) statements->pdata[i])->sql : NULL;
      HwToken token;

      do
        token = hw_scanner_next (&cursor);
      while (hw_token_is_character (&token, ';'));
      if (sql == NULL)
        {
          g_assert_cmpint (token.kind, ==, HW_TOKEN_END);
          return;
        }
      g_assert_cmpint (strncmp (token.start, sql, strlen (sql)), ==, 0);
      cursor = token.start + strlen (sql);
    }
}

static void
test_broken_text (void)
{
  static const char *const parts[] = {
    "SELECT", "CREATE",   "FUNCTION", "BEGIN", "ATOMIC", "END", "CASE", "FROM",  "a",
    "1",      "'x'",      "'",        "\"",    "\"b\"",  "$$",  "$t$",  "E'\\'", "/*",
    "*/",     "--",       "\n",       ";",     ";",      "(",   ")",    "+",     "$1",
    "\\",     "\xc3\xa4", "\xff",     "U&'",   ",",      ".",   ":",    "[",     "e",
    "DROP",   "TABLE",    "a$b",      "1e5.x", "\v",     "\f",  "-",    "/",     "*",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n_parts = g_test_rand_int_range (0, 25);

      for (int i = 0; i < n_parts; i++)
        {
          g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
          if (g_test_rand_bit ())
            g_string_append_c (text, ' ');
        }
      assert_covers (text->str);
    }
}

/* Much text is neither slow nor too deep for the stack. */
static void
test_long_text (void)
{
  static const char *const repeated[][2] = {
    { "SELECT 1", "+1" },
    { "SELECT 1", " UNION SELECT 1" },
    { "SELECT 1", "::int" },
    { "SELECT true", " OR a" },
    { "INSERT INTO a VALUES (0)", ",(1)" },
    { "SELECT ", "(" },
    { "SELECT ", "- " },
    { "SELECT f", "(f" },
    { "SELECT 1;", "SELECT 2;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (repeated); i++)
    {
      for (guint count = 3000; count <= 300000; count *= 10)
        {
          g_autoptr (GString) text = g_string_new (repeated[i][0]);
          g_autoptr (GPtrArray) statements = NULL;

          if (count > 100000 && strchr (repeated[i][0], ';') != NULL)
            continue;
          for (guint n = 0; n < count; n++)
            g_string_append (text, repeated[i][1]);
          statements = hw_script_split (text->str);
          g_assert_cmpuint (statements->len, ==, i == 8 ? count + 1 : 1);
        }
    }
}

static gpointer
split_often (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GPtrArray) statements =
          hw_script_split ("DROP TABLE a; SELECT 'x'; FROB; TRUNCATE b");

      g_assert_cmpuint (statements->len, ==, 4);
      g_assert_cmpint (((HwStatement *) statements->pdata[3])->risk, ==, HW_RISK_DESTROYING);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("split", split_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_effects (void)
{
  static const struct
  {
    const char *sql;
    const char *ends; /* what the column public.t.c is called then; NULL: gone */
  } cases[] = {
    { "drop table t", NULL },
    { "drop table other.t, u", "public.t.c" },
    { "drop table if exists u, public.t cascade", NULL },
    { "drop schema other, public cascade", NULL },
    { "drop index t", "public.t.c" },
    { "alter table t drop column d, drop column c", NULL },
    { "alter table t drop constraint c", "public.t.c" },
    { "alter table t rename c to d", "public.t.d" },
    { "alter table t rename to u; alter table u rename column c to d", "public.u.d" },
    { "alter table t rename to u; drop table t", "public.u.c" },
    { "alter table t rename to u; drop table \"u\"", NULL },
    { "alter table t set schema other; alter schema other rename to o", "o.t.c" },
    { "do $$begin drop table t; end$$", "public.t.c" },
    { "drop nonsense", "public.t.c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) effects =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hw_effect_free);
      const char *schema = "public", *table = "t", *column = "c";
      gboolean stays = TRUE;
      g_autofree char *ends = NULL;

      hw_effect_find (cases[i].sql, effects);
      for (guint k = 0; stays && k < effects->len; k++)
        stays = hw_effect_follow (g_ptr_array_index (effects, k), &schema, &table, &column);
      ends = stays ? g_strjoin (".", schema, table, column, NULL) : NULL;
      g_assert_cmpstr (ends, ==, cases[i].ends);
    }
  g_assert_true (hw_effect_is_hidden ("alter table t add c int; -- x\n Select f()"));
  g_assert_true (hw_effect_is_hidden ("DO 'x'"));
  g_assert_false (hw_effect_is_hidden ("create view v as select 1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/kinds", test_kinds);
  g_test_add_func ("/script/split", test_split);
  g_test_add_func ("/script/lines", test_lines);
  g_test_add_func ("/script/only-the-bad-one-is-unparsed", test_only_the_bad_one_is_unparsed);
  g_test_add_func ("/script/comments", test_comments);
  g_test_add_func ("/script/roles", test_roles);
  g_test_add_func ("/script/broken-text", test_broken_text);
  g_test_add_func ("/script/long-text", test_long_text);
  g_test_add_func ("/script/effects", test_effects);
  g_test_add_func ("/script/threads", test_threads);
  return g_test_run ();
}
