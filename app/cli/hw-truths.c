/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-truths.c: what models, migrations and a database say, side by side. */

#include "hw-truths.h"

#include <glib/gi18n.h>

#include "hw-advice-output.h"
#include "hw-error.h"
#include "hw-models.h"

enum
{
  MODELS,
  MIGRATIONS,
  DATABASE,
  N_TRUTHS,
};

static const char *const truth_names[] = { N_ ("models"), N_ ("migrations"), N_ ("database") };

/* A whole view or function is too long for a line. */
#define LONGEST 100

typedef struct
{
  const HwCheck *check;
  HwSchema *schemas[N_TRUTHS];
  GPtrArray *objects; /* (element-type HwObject): one of each that is not the same everywhere */
  GError *error;
} Truths;

static void
truths_clear (Truths *truths)
{
  for (guint i = 0; i < N_TRUTHS; i++)
    g_clear_pointer (&truths->schemas[i], hw_schema_unref);
  g_clear_pointer (&truths->objects, g_ptr_array_unref);
  g_clear_error (&truths->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Truths, truths_clear)

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  return hw_object_compare (*(HwObject *const *) a, *(HwObject *const *) b);
}

static void
add_differences (GPtrArray *objects, HwSchema *expected, HwSchema *actual)
{
  g_autoptr (HwDifferences) differences = hw_schema_compare (expected, actual, NULL);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    g_ptr_array_add (
        objects, hw_object_ref (hw_difference_get_object (hw_differences_get (differences, i))));
}

static void
find_objects (Truths *truths)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_object_unref);
  HwObject *last = NULL;

  add_differences (all, truths->schemas[MIGRATIONS], truths->schemas[MODELS]);
  add_differences (all, truths->schemas[MIGRATIONS], truths->schemas[DATABASE]);
  g_ptr_array_sort (all, compare_objects);
  truths->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      HwObject *object = g_ptr_array_index (all, i);

      if (last == NULL || hw_object_compare (last, object) != 0)
        g_ptr_array_add (truths->objects, hw_object_ref (object));
      last = object;
    }
}

static gboolean
read_truths (HwCli *cli, Truths *truths, GError **error)
{
  const HwCheck *check = truths->check;
  HwService *service = hw_database_get_service (check->database);
  g_auto (GStrv) path = hw_shadow_dup_search_path (cli->shadow, check->database);
  g_autoptr (HwSchema) models = NULL;

  if (check->live == NULL || check->heads == NULL)
    {
      if (check->error != NULL)
        g_propagate_error (error, g_error_copy (check->error));
      else
        hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("%s could not be read"),
                      hw_database_get_title (check->database));
      return FALSE;
    }
  truths->schemas[DATABASE] = hw_schema_ref (check->live);
  truths->schemas[MIGRATIONS] =
      hw_shadow_get_expected (cli->shadow, service, (const char *const *) check->heads,
                              check->server_major, check->database, NULL, cli->cancellable, error);
  if (truths->schemas[MIGRATIONS] == NULL)
    return FALSE;
  models = hw_models_read (cli->fleet, service, check->history, truths->schemas[MIGRATIONS],
                           check->server_major, check->database, (const char *const *) path,
                           cli->cancellable, error);
  if (models == NULL)
    return FALSE;
  truths->schemas[MODELS] = hw_models_complete (models, truths->schemas[MIGRATIONS]);
  find_objects (truths);
  return TRUE;
}

/* (nullable): what one of them says of @object. */
static char *
dup_word (const Truths *truths, guint i, const HwObject *object)
{
  HwObject *own = hw_schema_lookup (truths->schemas[i], object);
  g_autofree char *definition = own != NULL ? hw_object_dup_definition (own) : NULL;

  if (definition != NULL && definition[0] == '\0')
    return g_strdup ("there");
  return g_steal_pointer (&definition);
}

static void
print_object (HwCli *cli, const Truths *truths, const HwObject *object)
{
  g_autofree char *title = hw_object_dup_title (object);
  guint width = hw_terminal_get_width (cli->terminal);

  hw_terminal_print (cli->terminal, HW_STYLE_NOTICE, "  %s %s", hw_object_get_kind_name (object),
                     title);
  for (guint i = 0; i < N_TRUTHS; i++)
    {
      g_autofree char *word = dup_word (truths, i, object);
      g_autofree char *cut =
          hw_terminal_cut (word != NULL ? word : "—", width > 40 ? width - 18 : LONGEST);

      g_autofree char *name = hw_terminal_pad (_ (truth_names[i]), 10);

      g_print ("      %s  %s\n", name, cut);
    }
}

static void
print_truths (HwCli *cli, const Truths *truths)
{
  const char *title = hw_database_get_title (truths->check->database);
  g_autofree char *heads = NULL;

  if (truths->error != NULL)
    {
      hw_terminal_print (cli->terminal, HW_STYLE_BOLD, "%s", title);
      g_print ("  %s\n", truths->error->message);
      hw_advice_output_print (cli, hw_postgres_error_get_hint (truths->error));
      return;
    }
  heads = hw_version_to_text ((const char *const *) truths->check->heads);
  hw_terminal_print (cli->terminal, HW_STYLE_BOLD,
                     ngettext ("%s: models, migrations (head %s) and database differ in %u object",
                               "%s: models, migrations (head %s) and database differ in %u objects",
                               truths->objects->len),
                     title, heads, truths->objects->len);
  for (guint i = 0; i < truths->objects->len; i++)
    print_object (cli, truths, g_ptr_array_index (truths->objects, i));
}

static void
add_truths (HwCli *cli, JsonBuilder *builder, const Truths *truths)
{
  const HwCheck *check = truths->check;

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, check->database);
  if (check->heads != NULL)
    hw_json_add_strings (builder, "heads", (const char *const *) check->heads);
  hw_json_begin_array (builder, "objects");
  for (guint i = 0; truths->objects != NULL && i < truths->objects->len; i++)
    {
      const HwObject *object = g_ptr_array_index (truths->objects, i);
      g_autofree char *title = hw_object_dup_title (object);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "kind", hw_object_get_kind_name (object));
      hw_json_add_string (builder, "name", hw_object_get_name (object));
      hw_json_add_string (builder, "schema", hw_object_get_schema (object));
      hw_json_add_string (builder, "table", hw_object_get_parent (object));
      hw_json_add_string (builder, "title", title);
      for (guint j = 0; j < N_TRUTHS; j++)
        {
          g_autofree char *word = dup_word (truths, j, object);

          hw_json_add_string (builder, truth_names[j], word);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  hw_cli_add_error (cli, builder, truths->error);
  json_builder_end_object (builder);
}

int
hw_truths_show (HwCli *cli, GPtrArray *checks, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status = HW_EXIT_CLEAN;

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "databases");
  for (guint i = 0; i < checks->len; i++)
    {
      g_auto (Truths) truths = { .check = g_ptr_array_index (checks, i) };

      if (!read_truths (cli, &truths, &truths.error))
        status = MAX (status, hw_cli_get_exit_status (truths.error));
      else if (truths.objects->len > 0)
        status = MAX (status, HW_EXIT_ATTENTION);
      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return HW_EXIT_INTERRUPTED;
      if (cli->json)
        add_truths (cli, builder, &truths);
      else
        print_truths (cli, &truths);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  return status;
}
