/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-create.c: `headway create`: the role and the database that Connection= names, where
 * the server has none. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-command.h"
#include "hw-creation.h"
#include "hw-error.h"

static char *as;
static gboolean with_password;

static const GOptionEntry options[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &as,
    N_ ("Connect as this role, which may make roles and databases"), "ROLE" },
  { "password", 0, 0, G_OPTION_ARG_NONE, &with_password,
    N_ ("Ask for a password, which new roles get"), NULL },
  { NULL },
};

static gboolean
is_missing (const HwCreation *creation)
{
  return creation->lacks_role || creation->lacks_database;
}

/* Says what will be run. Returns for how many databases. */
static guint
show (HwCli *cli, GPtrArray *creations)
{
  guint n = 0;

  for (guint i = 0; i < creations->len; i++)
    {
      const HwCreation *creation = creations->pdata[i];
      g_autofree char *sql = hw_creation_dup_sql (creation, with_password);
      const char *title = hw_database_get_title (creation->database);

      n += is_missing (creation);
      if (cli->json)
        continue;
      if (is_missing (creation))
        g_print ("%s\n%s", title, sql);
      else
        g_print (_ ("%s is there already\n"), title);
    }
  return n;
}

static void
print_json (GPtrArray *creations)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "databases");
  for (guint i = 0; i < creations->len; i++)
    {
      const HwCreation *creation = creations->pdata[i];
      g_autofree char *sql = hw_creation_dup_sql (creation, with_password);

      json_builder_begin_object (builder);
      hw_cli_add_database (builder, creation->database);
      hw_json_add_boolean (builder, "created_role", creation->lacks_role);
      hw_json_add_boolean (builder, "created_database", creation->lacks_database);
      hw_json_add_string (builder, "sql", sql);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

static gboolean
make (HwCli *cli, GPtrArray *creations, const HwCreator *creator, GError **error)
{
  char *password = NULL;
  gboolean good = TRUE;

  if (with_password)
    password = hw_terminal_ask_secret (cli->terminal, _ ("Password for the new roles:"));
  if (with_password && (password == NULL || *password == '\0'))
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Type it, or give it as a line on standard input."),
                    _ ("No password was given, and nothing was done"));
      good = FALSE;
    }
  for (guint i = 0; good && i < creations->len; i++)
    if (is_missing (creations->pdata[i]))
      good = hw_creation_run (creations->pdata[i], creator, password, cli->cancellable, error);
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
  return good;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const HwCreator creator = { .role = as };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, arguments, error);
  g_autoptr (GPtrArray) creations = NULL;

  if (databases == NULL)
    return HW_EXIT_USAGE;
  creations = hw_creation_find (databases, &creator, cli->cancellable, error);
  if (creations == NULL)
    return HW_EXIT_FAILED;
  if (show (cli, creations) > 0)
    {
      if (!hw_cli_confirm (cli, _ ("Make them?"), error) || !make (cli, creations, &creator, error))
        return HW_EXIT_FAILED;
      if (!cli->json)
        hw_terminal_print (cli->terminal, HW_STYLE_GOOD, _ ("Made. headway reconcile fills them."));
    }
  if (cli->json)
    print_json (creations);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_create = {
  .name = "create",
  .arguments = "[SERVICE…]",
  .summary = N_ ("make the roles and databases that a server lacks"),
  .description =
      N_ ("Looks whether the role and the database that Connection= names are there, shows the "
          "statements\nthat make what is missing, and asks. For the first morning: not in a "
          "protected environment.\nA password reaches the server only as the verifier it "
          "keeps.\n\n"
          "Examples:\n  headway create --as postgres\n  headway create order@local --password"),
  .options = options,
  .max_arguments = G_MAXUINT,
  .run = run,
};
