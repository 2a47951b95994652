/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-side.c: a database that is to become as another is, by the script that Headway writes. */

#include "hw-test-side.h"

#include "hw-catalog-change.h"
#include "hw-catalog-sum.h"
#include "hw-catalog.h"
#include "hw-ddl.h"
#include "hw-error.h"
#include "hw-test-dump.h"

/* All that can be compared. */
static const HwCompareOptions compare_options = { .owners = TRUE,
                                                  .privileges = TRUE,
                                                  .whole = TRUE };

HwTestSide *
hw_test_side_new (void)
{
  HwTestSide *side = g_new0 (HwTestSide, 1);

  side->database = hw_test_database_new ();
  side->connection = hw_test_database_connect (side->database);
  return side;
}

/* A database that has any cannot be dropped. */
static void
drop_subscriptions (HwTestSide *side)
{
  g_autoptr (HwConnection) connection = hw_test_database_connect (side->database);
  g_autofree char *sql = hw_test_query (
      connection, "SELECT string_agg(format('ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); "
                  "DROP SUBSCRIPTION %1$I', subname), ';') "
                  "FROM pg_subscription s JOIN pg_database d ON d.oid = subdbid "
                  "WHERE datname = current_database()");

  if (sql != NULL)
    hw_test_execute (connection, sql);
}

void
hw_test_side_free (HwTestSide *side)
{
  drop_subscriptions (side);
  g_clear_pointer (&side->schema, hw_schema_unref);
  hw_connection_free (side->connection);
  hw_test_database_free (side->database);
  g_free (side);
}

static HwSchema *
read_schema (HwTestSide *side)
{
  g_autoptr (GError) error = NULL;
  HwSchema *schema = hw_catalog_read_for (side->connection, NULL, &compare_options, NULL, &error);

  g_assert_no_error (error);
  return schema;
}

void
hw_test_side_look (HwTestSide *side)
{
  g_clear_pointer (&side->schema, hw_schema_unref);
  side->schema = read_schema (side);
}

/* What a transaction did, read by itself where that can be told, is what a look at everything
 * finds. */
static gboolean
commit (HwConnection *connection, HwSchema *known, HwResult *counts, GError **error)
{
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (HwSchema) whole = NULL;
  const char *const end[] = { hw_catalog_get_counts_query (), NULL };
  g_autoptr (GPtrArray) after = hw_connection_pipeline (connection, end, NULL, error);

  if (after == NULL ||
      !hw_catalog_read_change (connection, known, counts, g_ptr_array_index (after, 0), NULL,
                               &schema, NULL, error))
    return FALSE;
  whole = hw_catalog_read (connection, NULL, NULL, error);
  if (whole == NULL)
    return FALSE;
  if (schema != NULL && !g_str_equal (hw_schema_get_digest (schema), hw_schema_get_digest (whole)))
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL,
                    "what the transaction did reads otherwise than a look at everything");
      return FALSE;
    }
  return hw_connection_execute (connection, "COMMIT", NULL, error);
}

/* The statements from @next that share a transaction; @next moves on behind them. */
static gboolean
execute_together (HwConnection *connection, GPtrArray *statements, guint *next, GError **error)
{
  for (; *next < statements->len; (*next)++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, *next);

      if (!statement->transactional)
        break;
      if (!hw_connection_execute (connection, statement->sql, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_together (HwConnection *connection, GPtrArray *statements, guint *next, gboolean watched,
                GError **error)
{
  const char *const begin[] = { "BEGIN", hw_catalog_get_counts_query (), NULL };
  g_autoptr (HwSchema) known = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (!watched)
    return hw_connection_execute (connection, "BEGIN", NULL, error) &&
           execute_together (connection, statements, next, error) &&
           hw_connection_execute (connection, "COMMIT", NULL, error);
  known = hw_catalog_read (connection, NULL, NULL, error);
  results = known != NULL ? hw_connection_pipeline (connection, begin, NULL, error) : NULL;
  return results != NULL && execute_together (connection, statements, next, error) &&
         commit (connection, known, g_ptr_array_index (results, 1), error);
}

/* One transaction, but for what must be committed before it is used. */
static gboolean
apply (HwConnection *connection, GPtrArray *statements, gboolean watched, GError **error)
{
  guint next = 0;

  if (!apply_together (connection, statements, &next, watched, error))
    return FALSE;
  while (next < statements->len)
    {
      const HwDdlStatement *alone = g_ptr_array_index (statements, next++);

      if (!hw_connection_execute (connection, alone->sql, NULL, error) ||
          !apply_together (connection, statements, &next, watched, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing differs, by Headway's own account. */
static gboolean
check_equal (HwSchema *expected, HwSchema *actual, GError **error)
{
  g_autoptr (HwDifferences) differences = hw_schema_compare (expected, actual, &compare_options);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);
      HwObject *object = hw_difference_get_object (difference);
      g_autofree char *title = hw_object_dup_title (object);
      g_autofree char *wanted = hw_difference_dup_expected (difference);
      g_autofree char *found = hw_difference_dup_actual (difference);

      g_string_append_printf (list, "%s %s %s: expected %s, found %s\n",
                              hw_change_to_string (difference->change),
                              hw_object_get_kind_name (object), title, wanted, found);
    }
  if (list->len > 0)
    hw_set_error (error, HW_ERROR_FAILED, NULL, "it still differs: %s", list->str);
  return list->len == 0;
}

/* The lines of @dump that @other lacks, each behind @sign. */
static void
append_lacking (GString *out, const char *dump, const char *other, char sign)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1), others = g_strsplit (other, "\n", -1);
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; others[i] != NULL; i++)
    g_hash_table_add (there, others[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!g_hash_table_contains (there, lines[i]))
        g_string_append_printf (out, "%c%s\n", sign, lines[i]);
    }
}

static gboolean
check_dump (HwTestDatabase *database, const char *expected, GError **error)
{
  g_autofree char *dump = expected != NULL ? hw_test_dump (database) : NULL;
  g_autoptr (GString) changes = g_string_new (NULL);

  if (g_strcmp0 (dump, expected) == 0)
    return TRUE;
  append_lacking (changes, expected, dump, '-');
  append_lacking (changes, dump, expected, '+');
  hw_set_error (error, HW_ERROR_FAILED, NULL, "it still differs by pg_dump: %s", changes->str);
  return FALSE;
}

static GPtrArray *
write_ddl (HwSchema *from, HwSchema *to, gboolean destroy, GError **error)
{
  const HwDdlOptions options = { .compare = compare_options, .destroy = destroy };

  return hw_ddl_write (from, to, &options, error);
}

/* Whether @object is there for itself. Indexes and keys go with those of a whole, the sequence of
 * an identity with that, and the columns of a view with its query. */
static gboolean
is_kept (const HwObject *object)
{
  static const char *const kinds[] = { "table",    "foreign-table", "view",   "materialized-view",
                                       "type",     "enum",          "domain", "range",
                                       "function", "schema",        NULL };
  const char *kind = hw_object_get_kind_name (object);
  HwObject *owner = hw_object_get_owner (object);

  if (g_str_equal (kind, "column"))
    return !g_str_has_suffix (hw_object_get_kind_name (owner), "view");
  if (g_str_equal (kind, "sequence"))
    return hw_object_get (object, "identity") == NULL;
  return g_strv_contains (kinds, kind);
}

/* All that was there @before for itself is there @after. */
static gboolean
check_kept (HwSchema *before, HwSchema *after, GError **error)
{
  for (guint i = 0; i < hw_schema_get_n_objects (before); i++)
    {
      HwObject *object = hw_schema_get_object (before, i);
      g_autofree char *title = NULL;

      if (!is_kept (object) || hw_schema_lookup (after, object) != NULL)
        continue;
      title = hw_object_dup_title (object);
      hw_set_error (error, HW_ERROR_FAILED, NULL, "%s %s is lost without leave to destroy",
                    hw_object_get_kind_name (object), title);
      return FALSE;
    }
  return TRUE;
}

/* Runs them, looks at what is there, and takes all back. What was kept may be in the way of what
 * comes: a script that fails loses nothing. */
static gboolean
try_gentle (HwTestSide *side, GPtrArray *statements, GError **error)
{
  g_autoptr (HwSchema) after = NULL;
  guint next = 0;
  gboolean kept = TRUE;

  if (!hw_connection_execute (side->connection, "BEGIN", NULL, error))
    return FALSE;
  if (execute_together (side->connection, statements, &next, NULL) && next == statements->len)
    {
      after = read_schema (side);
      kept = check_kept (side->schema, after, error);
    }
  return hw_connection_execute (side->connection, "ROLLBACK", NULL, kept ? error : NULL) && kept;
}

static gboolean
check_gentle (HwTestSide *side, HwSchema *to, GError **error)
{
  g_autoptr (GPtrArray) statements = write_ddl (side->schema, to, FALSE, error);

  if (statements == NULL)
    return FALSE;
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      if (statement->risk < HW_RISK_DESTROYING)
        continue;
      hw_set_error (error, HW_ERROR_FAILED, NULL, "without leave to destroy it loses by: %s",
                    statement->sql);
      return FALSE;
    }
  return try_gentle (side, statements, error);
}

static gboolean
check_sum (HwTestSide *side, const char *before, GError **error)
{
  g_autofree char *sum = hw_catalog_sum_read (side->connection, before, NULL, error);

  if (sum == NULL)
    return FALSE;
  if (!g_str_equal (sum, before))
    return TRUE;
  hw_set_error (error, HW_ERROR_FAILED, NULL, "the sum over the catalogs is as before");
  return FALSE;
}

static gboolean
apply_and_judge (HwTestSide *side, HwSchema *schema, const char *dump, gboolean watched,
                 GPtrArray *statements, GError **error)
{
  g_autofree char *sum = watched ? hw_catalog_sum_read (side->connection, NULL, NULL, error) : NULL;

  if ((watched && sum == NULL) || !apply (side->connection, statements, watched, error) ||
      (watched && !check_sum (side, sum, error)))
    return FALSE;
  hw_test_side_look (side);
  return check_equal (schema, side->schema, error) && check_dump (side->database, dump, error);
}

gboolean
hw_test_side_become (HwTestSide *side, HwSchema *schema, const char *dump, gboolean watched,
                     GError **error)
{
  g_autoptr (GPtrArray) statements = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GError) local = NULL;

  if (!check_gentle (side, schema, error))
    return FALSE;
  statements = write_ddl (side->schema, schema, TRUE, error);
  if (statements == NULL)
    return FALSE;
  if (apply_and_judge (side, schema, dump, watched, statements, &local))
    return TRUE;
  script = hw_ddl_to_text (statements);
  hw_set_error (error, HW_ERROR_FAILED, NULL, "%s\nby\n%s", local->message, script);
  return FALSE;
}
