/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss-output.c: what the steps of a plan lose, counted on the live databases now. */

#include "hw-loss-output.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-loss.h"

/* Columns of a statement where the terminal does not say. */
#define LONGEST 100

/* (transfer full) (nullable) (element-type HwLoss) */
static GPtrArray *
count (HwCli *cli, const HwStep *step, GError **error)
{
  g_autoptr (GPtrArray) lost = hw_loss_find (step);
  g_autoptr (HwConnection) connection = NULL;

  if (lost->len == 0)
    return g_ptr_array_new ();
  connection = hw_database_connect (step->database, cli->cancellable, error);
  return connection == NULL ? NULL : hw_loss_count (connection, lost, cli->cancellable, error);
}

static gboolean
is_table (const HwLoss *loss)
{
  return g_str_equal (hw_object_get_kind_name (loss->object), "table");
}

static void
print_loss (HwCli *cli, const HwStep *step, const HwLoss *loss)
{
  g_autofree char *title = hw_object_dup_title (loss->object);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, loss->n_values);

  hw_terminal_print (cli->terminal, loss->n_values > 0 ? HW_STYLE_BAD : HW_STYLE_DIM,
                     is_table (loss)
                         ? ngettext ("Step %u loses table %s with %s row.",
                                     "Step %u loses table %s with %s rows.", loss->n_values)
                         : ngettext ("Step %u loses column %s with %s value.",
                                     "Step %u loses column %s with %s values.", loss->n_values),
                     step->number, title, number);
}

/* In one line. */
static void
print_uncounted (HwCli *cli, const HwStep *step, const char *sql)
{
  guint width = hw_terminal_get_width (cli->terminal);
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *line = g_regex_replace_literal (space, sql, -1, 0, " ", 0, NULL);
  g_autofree char *cut =
      hw_terminal_cut (line != NULL ? line : sql, width > 60 ? width - 30 : LONGEST);

  hw_terminal_print (cli->terminal, HW_STYLE_NOTICE, _ ("Step %u, not counted: %s"), step->number,
                     cut);
}

void
hw_loss_output_print (HwCli *cli, const HwStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = count (cli, step, &error);
  g_autoptr (GPtrArray) uncounted = hw_loss_find_uncounted (step);

  if (losses == NULL)
    hw_terminal_print (cli->terminal, HW_STYLE_BAD,
                       _ ("What step %u loses could not be counted: %s"), step->number,
                       error->message);
  for (guint i = 0; losses != NULL && i < losses->len; i++)
    print_loss (cli, step, g_ptr_array_index (losses, i));
  for (guint i = 0; i < uncounted->len; i++)
    print_uncounted (cli, step, g_ptr_array_index (uncounted, i));
}

static void
add_loss (JsonBuilder *builder, const HwLoss *loss)
{
  g_autofree char *title = hw_object_dup_title (loss->object);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "kind", hw_object_get_kind_name (loss->object));
  hw_json_add_string (builder, "name", hw_object_get_name (loss->object));
  hw_json_add_string (builder, "schema", hw_object_get_schema (loss->object));
  hw_json_add_string (builder, "table", hw_object_get_parent (loss->object));
  hw_json_add_string (builder, "title", title);
  hw_json_add_int (builder, "count", (gint64) loss->n_values);
  json_builder_end_object (builder);
}

void
hw_loss_output_add (HwCli *cli, JsonBuilder *builder, const HwStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = count (cli, step, &error);
  g_autoptr (GPtrArray) uncounted = hw_loss_find_uncounted (step);

  hw_json_begin_array (builder, "losses");
  for (guint i = 0; losses != NULL && i < losses->len; i++)
    add_loss (builder, g_ptr_array_index (losses, i));
  json_builder_end_array (builder);
  hw_json_begin_array (builder, "not_counted");
  for (guint i = 0; i < uncounted->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (uncounted, i));
  json_builder_end_array (builder);
  hw_json_add_string (builder, "loss_error", error != NULL ? error->message : NULL);
}
