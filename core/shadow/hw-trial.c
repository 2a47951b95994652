/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trial.c: a script tried on a copy of the schema it is for, in the shadow. */

#include "hw-trial.h"

#include <glib/gi18n.h>

#include "hw-catalog.h"
#include "hw-error.h"

/* How many differences an error lists. */
#define LISTED 5

static gboolean
run_statement (HwScratch *copy, const HwDdlStatement *statement, GCancellable *cancellable,
               GError **error)
{
  HwConnection *connection = hw_scratch_get_connection (copy);
  gboolean inside = hw_connection_is_in_transaction (connection);
  g_autoptr (GError) cause = NULL;

  if (inside != statement->transactional &&
      !hw_connection_execute (connection, inside ? "COMMIT" : "BEGIN", cancellable, error))
    return FALSE;
  if (hw_scratch_execute (copy, statement->sql, cancellable, &cause))
    return TRUE;
  if (cause->domain != HW_POSTGRES_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    hw_set_error (error, HW_ERROR_UNPROVEN, NULL, _ ("On a copy of the schema, “%s” fails: %s"),
                  statement->sql, cause->message);
  return FALSE;
}

HwSchema *
hw_trial_apply (HwScratch *copy, GPtrArray *statements, const HwCompareOptions *options,
                GCancellable *cancellable, GError **error)
{
  HwConnection *connection = hw_scratch_get_connection (copy);
  g_autofree char *text = hw_ddl_to_text (statements);
  g_auto (GStrv) roles = hw_script_dup_roles (text);

  if (!hw_scratch_add_roles (copy, (const char *const *) roles, cancellable, error))
    return NULL;
  for (guint i = 0; i < statements->len; i++)
    if (!run_statement (copy, g_ptr_array_index (statements, i), cancellable, error))
      return NULL;
  if (hw_connection_is_in_transaction (connection) &&
      !hw_connection_execute (connection, "COMMIT", cancellable, error))
    return NULL;
  return hw_catalog_read_for (connection, NULL, options, cancellable, error);
}

/* FALSE with @what and the first of @differences. */
static gboolean
check_none (HwDifferences *differences, const char *what, const char *hint, GError **error)
{
  guint n = hw_differences_get_n (differences);
  g_autoptr (GString) list = g_string_new (NULL);

  if (n == 0)
    return TRUE;
  for (guint i = 0; i < MIN (n, LISTED); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);
      g_autofree char *sentence = hw_difference_dup_sentence (difference);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", sentence);
    }
  if (n > LISTED)
    g_string_append_printf (list, _ (" and %u more"), n - LISTED);
  hw_set_error (error, HW_ERROR_UNPROVEN, hint, "%s: %s", what, list->str);
  return FALSE;
}

HwScratch *
hw_trial_copy (HwScratchServer *server, HwSchema *schema, const HwCompareOptions *options,
               GCancellable *cancellable, GError **error)
{
  const HwDdlOptions writing = { .compare = *options, .destroy = TRUE };
  g_autoptr (HwScratch) copy = hw_scratch_new (server, FALSE, cancellable, error);
  g_autoptr (HwSchema) empty = NULL;
  g_autoptr (HwSchema) built = NULL;
  g_autoptr (HwDifferences) differences = NULL;
  g_autoptr (GPtrArray) statements = NULL;

  if (copy == NULL)
    return NULL;
  empty = hw_catalog_read_for (hw_scratch_get_connection (copy), NULL, options, cancellable, error);
  statements = empty == NULL ? NULL : hw_ddl_write (empty, schema, &writing, error);
  built =
      statements == NULL ? NULL : hw_trial_apply (copy, statements, options, cancellable, error);
  if (built == NULL)
    return NULL;
  differences = hw_schema_compare (schema, built, options);
  if (!check_none (differences, _ ("The shadow has no true copy of the schema"),
                   _ ("The shadow server must have the same major version and extensions."), error))
    return NULL;
  return g_steal_pointer (&copy);
}

gboolean
hw_trial_run (HwScratch *copy, GPtrArray *statements, HwSchema *to, const HwDdlOptions *options,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (HwSchema) result =
      hw_trial_apply (copy, statements, &options->compare, cancellable, error);
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (HwDifferences) differences = NULL;

  if (result == NULL)
    return FALSE;
  if (!options->destroy)
    {
      rest = hw_ddl_write (result, to, options, error);
      if (rest == NULL || rest->len == 0)
        return rest != NULL;
    }
  differences = hw_schema_compare (to, result, &options->compare);
  return check_none (differences, _ ("After the script, this still differs on the copy"),
                     _ ("This is a fault of Headway: please report it with both schemas."), error);
}
