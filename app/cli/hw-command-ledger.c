/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-ledger.c: `headway ledger`: what Headway did to a database. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-ledger.h"
#include "hw-rights.h"
#include "hw-table.h"

static gboolean as_sql;

static const GOptionEntry options[] = {
  { "sql", 0, 0, G_OPTION_ARG_NONE, &as_sql, N_ ("Also the statements"), NULL },
  { NULL },
};

/* When it was done, by the clock of this machine. */
static char *
dup_local_time (const HwLedgerRow *row)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (row->at, NULL);
  g_autoptr (GDateTime) local = at != NULL ? g_date_time_to_local (at) : NULL;

  return local != NULL ? g_date_time_format (local, "%F %T") : g_strdup (row->at);
}

static void
print_text (HwCli *cli, GPtrArray *rows)
{
  static const char *const titles[] = { N_ ("WHEN"),     N_ ("RESULT"),  N_ ("ACTION"),
                                        N_ ("REVISION"), N_ ("SECONDS"), N_ ("WHO"),
                                        N_ ("ROLE"),     N_ ("ERROR"),   NULL };
  g_autoptr (HwTable) table = hw_table_new (titles);

  if (rows->len == 0)
    {
      g_print (_ ("Headway has done nothing here yet.\n"));
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const HwLedgerRow *row = g_ptr_array_index (rows, i);
      gboolean done = g_str_equal (row->event, "done");
      g_autofree char *at = dup_local_time (row);

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_PLAIN, at);
      hw_table_add (table, done ? HW_STYLE_GOOD : HW_STYLE_BAD, row->event);
      hw_table_add (table, HW_STYLE_PLAIN, row->action);
      hw_table_add (table, HW_STYLE_BOLD, row->revision);
      hw_table_add_printf (table, HW_STYLE_PLAIN, "%.3f", (double) row->duration / G_USEC_PER_SEC);
      hw_table_add (table, HW_STYLE_PLAIN, row->who);
      hw_table_add (table, HW_STYLE_PLAIN, row->role);
      hw_table_add (table, HW_STYLE_PLAIN, row->error);
    }
  hw_table_print (table, cli->terminal);
  for (guint i = 0; as_sql && i < rows->len; i++)
    {
      const HwLedgerRow *row = g_ptr_array_index (rows, i);

      g_print ("\n-- %s %s %s\n%s", row->at, row->action, row->revision, row->sql);
    }
}

static void
add_row (JsonBuilder *builder, const HwLedgerRow *row)
{
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "at", row->at);
  hw_json_add_string (builder, "event", row->event);
  hw_json_add_string (builder, "action", row->action);
  hw_json_add_string (builder, "revision", row->revision);
  hw_json_add_strings (builder, "from", (const char *const *) row->version_before);
  hw_json_add_strings (builder, "to", (const char *const *) row->version_after);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, (double) row->duration / G_USEC_PER_SEC);
  hw_json_add_string (builder, "who", row->who);
  hw_json_add_string (builder, "role", row->role);
  hw_json_add_string (builder, "application", row->application);
  hw_json_add_string (builder, "error", row->error);
  hw_json_add_string (builder, "sql", row->sql);
  json_builder_end_object (builder);
}

static void
print_json (HwDatabase *database, GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, database);
  hw_json_begin_array (builder, "steps");
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* Says which rights are missing, when it is that. */
static void
explain_error (HwCli *cli, HwDatabase *database, HwConnection *connection, GError **error)
{
  g_autoptr (HwHistory) history =
      hw_cli_load_history (cli, hw_database_get_service (database), NULL);

  if (history != NULL)
    hw_rights_explain_error (connection, history, cli->cancellable, error);
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwDatabase) database = hw_cli_select_one (cli, arguments[0], error);
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (database == NULL)
    return HW_EXIT_USAGE;
  connection = hw_database_connect (database, cli->cancellable, error);
  rows = connection == NULL ? NULL : hw_ledger_read (connection, cli->cancellable, error);
  if (rows == NULL)
    {
      if (connection != NULL)
        explain_error (cli, database, connection, error);
      return HW_EXIT_FAILED;
    }
  if (cli->json)
    print_json (database, rows);
  else
    print_text (cli, rows);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_ledger = {
  .name = "ledger",
  .arguments = "SERVICE",
  .summary = N_ ("what was done, when, by whom, how long it took"),
  .description =
      N_ ("The record that Headway keeps in the database itself (headway.ledger), newest "
          "first.\n\nExample:\n  headway ledger order@local --sql"),
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
