/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-create.c: `headway create`: the role and the database that Connection= names, where
 * the server has none. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-advice-output.h"
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

/* One database on its way. */
typedef struct
{
  HwDatabase *database;
  HwCreation *creation; /* NULL when @error says why it is not known, or not made */
  GError *error;        /* also of making it */
} HwCreating;

static void
creating_free (HwCreating *creating)
{
  g_clear_object (&creating->database);
  g_clear_pointer (&creating->creation, hw_creation_free);
  g_clear_error (&creating->error);
  g_free (creating);
}

static gboolean
is_to_be_made (const HwCreating *creating)
{
  return creating->creation != NULL && hw_creation_is_missing (creating->creation);
}

/* (element-type HwCreating) */
static GPtrArray *
find (HwCli *cli, GPtrArray *databases, const HwCreator *creator)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) creating_free);

  for (guint i = 0; i < databases->len; i++)
    {
      HwCreating *creating = g_new0 (HwCreating, 1);

      creating->database = g_object_ref (g_ptr_array_index (databases, i));
      creating->creation =
          hw_creation_find (creating->database, creator, cli->cancellable, &creating->error);
      g_ptr_array_add (all, creating);
    }
  return all;
}

/* Says what will be run, and what cannot be. Returns for how many databases. */
static guint
show (HwCli *cli, GPtrArray *all)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const HwCreating *creating = g_ptr_array_index (all, i);
      g_autofree char *sql = NULL;

      n += is_to_be_made (creating);
      if (cli->json)
        continue;
      if (creating->error != NULL)
        {
          hw_cli_report_error (cli, creating->error);
          continue;
        }
      sql = hw_creation_dup_sql (creating->creation, with_password);
      if (is_to_be_made (creating))
        g_print ("%s\n%s", hw_database_get_title (creating->database), sql);
      else
        g_print (_ ("%s is there already\n"), hw_database_get_title (creating->database));
    }
  return n;
}

static void
add_json (HwCli *cli, JsonBuilder *builder, const HwCreating *creating)
{
  gboolean made = is_to_be_made (creating) && creating->error == NULL;
  g_autofree char *sql =
      creating->creation != NULL ? hw_creation_dup_sql (creating->creation, with_password) : NULL;

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, creating->database);
  hw_json_add_boolean (builder, "created_role", made && creating->creation->lacks_role);
  hw_json_add_boolean (builder, "created_database", made && creating->creation->lacks_database);
  hw_json_add_string (builder, "sql", sql);
  hw_cli_add_error (cli, builder, creating->error);
  json_builder_end_object (builder);
}

static void
print_json (HwCli *cli, GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "databases");
  for (guint i = 0; i < all->len; i++)
    add_json (cli, builder, g_ptr_array_index (all, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* FALSE when none was given. @password (out) (nullable): to be wiped. */
static gboolean
ask_password (HwCli *cli, char **password, GError **error)
{
  *password = NULL;
  if (!with_password)
    return TRUE;
  *password = hw_terminal_ask_secret (cli->terminal, _ ("Password for the new roles:"));
  if (*password != NULL && **password != '\0')
    return TRUE;
  g_clear_pointer (password, g_free);
  hw_set_error (error, HW_ERROR_USAGE, _ ("Type it, or give it as a line on standard input."),
                _ ("No password was given, and nothing was done"));
  return FALSE;
}

static gboolean
make (HwCli *cli, GPtrArray *all, const HwCreator *creator, GError **error)
{
  char *password;
  guint n_made = 0;

  if (!ask_password (cli, &password, error))
    return FALSE;
  for (guint i = 0; i < all->len && !g_cancellable_is_cancelled (cli->cancellable); i++)
    {
      HwCreating *creating = g_ptr_array_index (all, i);

      if (!is_to_be_made (creating))
        continue;
      if (hw_creation_run (creating->creation, creator, password, cli->cancellable,
                           &creating->error))
        n_made++;
      else if (!cli->json && !g_cancellable_is_cancelled (cli->cancellable))
        hw_cli_report_error (cli, creating->error);
    }
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
  if (n_made > 0 && !cli->json)
    {
      g_autofree char *advice =
          hw_advice_output_dup (cli, _ ("Made. headway reconcile fills them."));

      hw_terminal_print (cli->terminal, HW_STYLE_GOOD, "%s", advice);
    }
  return !g_cancellable_set_error_if_cancelled (cli->cancellable, error);
}

static int
get_exit_status (GPtrArray *all)
{
  int status = HW_EXIT_CLEAN;

  for (guint i = 0; i < all->len; i++)
    {
      const HwCreating *creating = g_ptr_array_index (all, i);

      if (creating->error != NULL)
        status = MAX (status, hw_cli_get_exit_status (creating->error));
    }
  return status;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const HwCreator creator = { .role = as };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, arguments, error);
  g_autoptr (GPtrArray) all = NULL;

  if (databases == NULL)
    return HW_EXIT_USAGE;
  all = find (cli, databases, &creator);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return HW_EXIT_INTERRUPTED;
  if (show (cli, all) > 0 &&
      (!hw_cli_confirm (cli, _ ("Make them?"), error) || !make (cli, all, &creator, error)))
    return HW_EXIT_FAILED;
  if (cli->json)
    print_json (cli, all);
  return get_exit_status (all);
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
