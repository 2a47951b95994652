/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss.c: how much data a step loses, counted on the live database. */

#include "hw-loss.h"

#include "hw-effect.h"
#include "hw-mend.h"
#include "hw-name.h"
#include "hw-scanner.h"

void
hw_loss_free (HwLoss *loss)
{
  hw_object_unref (loss->object);
  g_free (loss);
}

/* (nullable): the query that counts what goes with @object; NULL when it holds no data. */
static char *
make_query (const HwObject *object)
{
  const char *kind = hw_object_get_kind_name (object);
  gboolean is_column = g_str_equal (kind, "column");
  g_autofree char *table = NULL;
  g_autofree char *column = NULL;

  if (!is_column && !g_str_equal (kind, "table"))
    return NULL;
  table =
      hw_quote_qualified (hw_object_get_schema (object),
                          is_column ? hw_object_get_parent (object) : hw_object_get_name (object));
  if (!is_column)
    return g_strdup_printf ("select count(*) from %s", table);
  column = hw_quote_identifier (hw_object_get_name (object));
  return g_strdup_printf ("select count(%s) from %s", column, table);
}

/* A count of something that is not there any more is not an error: it cannot be lost. */
static gboolean
count (HwConnection *connection, const HwObject *object, GPtrArray *losses,
       GCancellable *cancellable, GError **error)
{
  g_autofree char *query = make_query (object);
  g_autoptr (GError) failure = NULL;
  g_autoptr (HwResult) result = NULL;
  HwLoss *loss;

  if (query == NULL)
    return TRUE;
  result = hw_connection_query (connection, cancellable, &failure, query, 0);
  if (result == NULL)
    {
      if (hw_postgres_error_has_state (failure, "42P01") ||
          hw_postgres_error_has_state (failure, "42703"))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  loss = g_new0 (HwLoss, 1);
  loss->object = hw_object_ref ((HwObject *) object);
  loss->n_values = (guint64) hw_result_get_int64 (result, 0, 0);
  g_ptr_array_add (losses, loss);
  return TRUE;
}

/* A table or column by its names, in a set. (transfer full) */
static char *
dup_key (const char *schema, const char *table, const char *column)
{
  const char *const names[] = { schema != NULL ? schema : "", table, column, NULL };

  return g_strjoinv ("\037", (char **) names);
}

/* Whether @object holds data; what it is called. */
static gboolean
get_names (const HwObject *object, const char **schema, const char **table, const char **column)
{
  gboolean is_column = g_str_equal (hw_object_get_kind_name (object), "column");

  *schema = hw_object_get_schema (object);
  *table = is_column ? hw_object_get_parent (object) : hw_object_get_name (object);
  *column = is_column ? hw_object_get_name (object) : NULL;
  return is_column || g_str_equal (hw_object_get_kind_name (object), "table");
}

/* (transfer full): the keys of the tables and columns of @schema. */
static GHashTable *
list_keys (HwSchema *schema)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      const char *names[3];

      if (get_names (hw_schema_get_object (schema, i), &names[0], &names[1], &names[2]))
        g_hash_table_add (keys, dup_key (names[0], names[1], names[2]));
    }
  return keys;
}

static gboolean
has_key (GHashTable *keys, const char *schema, const char *table, const char *column)
{
  g_autofree char *key = dup_key (schema, table, column);

  return g_hash_table_contains (keys, key);
}

/* Whether @object goes with the step, and not with its table. */
static gboolean
is_lost (const HwObject *object, GPtrArray *effects, GHashTable *after)
{
  const char *schema, *table, *column, *old_schema, *old_table, *old_column;

  if (!get_names (object, &schema, &table, &column))
    return FALSE;
  old_schema = schema;
  old_table = table;
  old_column = column;
  for (guint i = 0; i < effects->len; i++)
    {
      const HwEffect *effect = g_ptr_array_index (effects, i);

      if (!hw_effect_follow (effect, &schema, &table, &column))
        return column == NULL || effect->column != NULL;
    }
  /* A name without a schema may have meant another's. */
  return !has_key (after, schema, table, column) &&
         !has_key (after, old_schema, old_table, old_column) &&
         (column == NULL || has_key (after, schema, table, NULL));
}

/* (transfer full) (element-type HwEffect): in a repair what goes and comes again is kept. */
static GPtrArray *
find_effects (const HwStep *step)
{
  GPtrArray *effects = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_effect_free);

  for (guint i = 0; step->action != HW_ACTION_REPAIR && i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      if (!statement->done)
        hw_effect_find (statement->sql, effects);
    }
  return effects;
}

static GPtrArray *
find_lost (const HwStep *step)
{
  GPtrArray *lost = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_object_unref);
  g_autoptr (GPtrArray) effects = NULL;
  g_autoptr (GHashTable) after = NULL;

  if (step->before == NULL || step->after == NULL)
    return lost;
  effects = find_effects (step);
  after = list_keys (step->after);
  for (guint i = 0; i < hw_schema_get_n_objects (step->before); i++)
    {
      HwObject *object = hw_schema_get_object (step->before, i);

      if (is_lost (object, effects, after))
        g_ptr_array_add (lost, hw_object_ref (object));
    }
  return lost;
}

static gboolean
hides_something (const HwStep *step)
{
  for (guint i = 0; i < step->statements->len; i++)
    if (hw_effect_is_hidden (((HwPlanStatement *) g_ptr_array_index (step->statements, i))->sql))
      return TRUE;
  return step->needs_python;
}

void
hw_loss_judge (HwStep *step)
{
  g_autoptr (GPtrArray) lost = NULL;

  /* Schemas are unpacked only where they must be looked into. */
  if (step->risk >= HW_RISK_DESTROYING || !hides_something (step) ||
      g_str_equal (hw_schema_get_digest (step->before), hw_schema_get_digest (step->after)))
    return;
  lost = find_lost (step);
  if (lost->len > 0)
    step->risk = HW_RISK_DESTROYING;
}

GPtrArray *
hw_loss_find (const HwStep *step)
{
  gboolean may_lose = step->risk >= HW_RISK_DESTROYING || step->action == HW_ACTION_DOWNGRADE;

  return may_lose && step->check->verdict != HW_VERDICT_EMPTY ? find_lost (step)
                                                              : g_ptr_array_new ();
}

GPtrArray *
hw_loss_count (HwConnection *connection, GPtrArray *lost, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_loss_free);

  /* An error, where a policy would hide rows from the count. */
  if (lost->len > 0 &&
      !hw_connection_execute (connection, "SET row_security = off", cancellable, error))
    return NULL;
  for (guint i = 0; i < lost->len; i++)
    if (!count (connection, g_ptr_array_index (lost, i), losses, cancellable, error))
      return NULL;
  return g_steal_pointer (&losses);
}

/* Whether it works on rows that are there; one that makes a view's anew loses none. */
static gboolean
changes_rows (const HwStatement *statement)
{
  const char *cursor = statement->sql;
  HwToken first = hw_scanner_next (&cursor);

  return (statement->flags & HW_STATEMENT_DATA) != 0 && statement->risk >= HW_RISK_BLOCKING &&
         !hw_token_is (&first, "refresh");
}

/* Whether the expression at *@cursor, up to a comma or the end, is but a cast of @column. */
static gboolean
is_plain_cast (const char **cursor, const HwToken *column)
{
  gsize length = (gsize) (column->end - column->start);
  HwToken token = hw_scanner_next (cursor);
  guint depth = 0, n = 0;

  if ((gsize) (token.end - token.start) != length ||
      g_ascii_strncasecmp (token.start, column->start, length) != 0)
    return FALSE;
  for (token = hw_scanner_next (cursor); token.kind != HW_TOKEN_END; n++)
    {
      if (n < 2 ? !hw_token_is_character (&token, ':') : token.kind == HW_TOKEN_OPERATOR)
        return FALSE;
      depth += hw_token_is_character (&token, '(');
      depth -= depth > 0 && hw_token_is_character (&token, ')');
      if (depth == 0 && hw_token_is_character (&token, ','))
        break;
      token = hw_scanner_next (cursor);
    }
  return n > 2;
}

/* Whether @step gives a column a type that cannot hold all values of before. */
static gboolean
loses_precision (const HwStep *step)
{
  g_autoptr (HwDifferences) differences = NULL;

  if (step->risk < HW_RISK_REWRITING || step->before == NULL || step->after == NULL)
    return FALSE;
  differences = hw_schema_compare (step->after, step->before, NULL);
  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);
      g_autoptr (GPtrArray) mend = NULL;

      if (difference->change != HW_CHANGE_CHANGED ||
          !g_str_equal (hw_object_get_kind_name (difference->actual), "column"))
        continue;
      mend = hw_schema_write_mend (step->before, step->after, &difference, 1, NULL);
      if (mend != NULL && hw_ddl_get_risk (mend) >= HW_RISK_DESTROYING)
        return TRUE;
    }
  return FALSE;
}

/* Whether it makes new values of those of a column in a way of its own (TYPE … USING), or gives one
 * another type in a step that loses precision. */
static gboolean
converts_values (const HwStep *step, const HwStatement *statement)
{
  const char *cursor = statement->sql;
  HwToken token = hw_scanner_next (&cursor), column = token;
  gboolean has_type = FALSE;

  if (!hw_token_is (&token, "alter"))
    return FALSE;
  for (; token.kind != HW_TOKEN_END; token = hw_scanner_next (&cursor))
    {
      if (hw_token_is (&token, "alter"))
        {
          column = hw_scanner_next (&cursor);
          if (hw_token_is (&column, "column"))
            column = hw_scanner_next (&cursor);
        }
      else if (hw_token_is (&token, "type"))
        has_type = TRUE;
      else if (has_type && hw_token_is (&token, "using") && !is_plain_cast (&cursor, &column))
        return TRUE;
    }
  return has_type && loses_precision (step);
}

static void
add_uncounted (const HwStep *step, const HwPlanStatement *statement, GPtrArray *uncounted)
{
  g_autoptr (GPtrArray) parts =
      statement->done ? g_ptr_array_new () : hw_script_split (statement->sql);

  for (guint i = 0; i < parts->len; i++)
    {
      const HwStatement *part = g_ptr_array_index (parts, i);

      if (changes_rows (part) ||
          ((part->flags & HW_STATEMENT_DEFINITION) != 0 && converts_values (step, part)))
        g_ptr_array_add (uncounted, g_strdup (part->sql));
    }
}

GPtrArray *
hw_loss_find_uncounted (const HwStep *step)
{
  GPtrArray *uncounted = g_ptr_array_new_with_free_func (g_free);

  if (step->risk < HW_RISK_BLOCKING || step->action == HW_ACTION_REPAIR ||
      step->check->verdict == HW_VERDICT_EMPTY)
    return uncounted;
  for (guint i = 0; i < step->statements->len; i++)
    add_uncounted (step, g_ptr_array_index (step->statements, i), uncounted);
  return uncounted;
}
