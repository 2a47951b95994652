/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-credentials.c: `headway credentials`: stores passwords in the keyring, lists what is
 * stored, removes it. */

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "hw-command.h"
#include "hw-credentials.h"
#include "hw-error.h"
#include "hw-table.h"

/* Whether the server takes @password: -1 when it could not be asked (then @problem says why); 0
 * with an error when it refuses. */
static int
try_password (HwCli *cli, HwDatabase *database, const char *password, GError **problem,
              GError **error)
{
  g_autoptr (HwConnection) connection =
      hw_credentials_try (database, password, cli->cancellable, problem);

  if (connection != NULL)
    return 1;
  if (!g_error_matches (*problem, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG) &&
      !g_error_matches (*problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return -1;
  g_propagate_prefixed_error (error, g_steal_pointer (problem), _ ("Nothing was stored: "));
  return 0;
}

static int
store (HwCli *cli, HwDatabase *database, const char *password, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  int taken = try_password (cli, database, password, &problem, error);

  if (taken == 0 || !hw_credentials_store (database, password, cli->cancellable, error))
    return HW_EXIT_FAILED;
  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      hw_cli_add_database (builder, database);
      hw_json_add_string (builder, "tried", taken > 0 ? "accepted" : "unreachable");
      json_builder_end_object (builder);
      hw_cli_print_json (builder);
    }
  else if (taken > 0)
    hw_terminal_print (cli->terminal, HW_STYLE_GOOD, _ ("The server takes it; stored for %s."),
                       hw_database_get_title (database));
  else
    hw_terminal_print (cli->terminal, HW_STYLE_NOTICE, _ ("Stored for %s, but not tried: %s"),
                       hw_database_get_title (database), problem->message);
  return HW_EXIT_CLEAN;
}

static int
run_set (HwCli *cli, const char *name, GError **error)
{
  g_autoptr (HwDatabase) database = hw_cli_select_one (cli, name, error);
  g_autofree char *question = NULL;
  char *password;
  int status = HW_EXIT_USAGE;

  if (database == NULL)
    return HW_EXIT_USAGE;
  question = g_strdup_printf (_ ("Password for %s:"), hw_database_get_title (database));
  password = hw_terminal_ask_secret (cli->terminal, question);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    status = HW_EXIT_INTERRUPTED;
  else if (password == NULL || *password == '\0')
    hw_set_error (error, HW_ERROR_USAGE,
                  _ ("Type it, or give it as a line on standard input; it is no argument, since "
                     "others could see that."),
                  _ ("No password was given, and nothing was stored"));
  else
    status = store (cli, database, password, error);
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
  return status;
}

static int
run_list (HwCli *cli, GError **error)
{
  static const char *const titles[] = {
    N_ ("SERVICE"), N_ ("ENVIRONMENT"), N_ ("HOST"), N_ ("PORT"), N_ ("DATABASE"), N_ ("USER"), NULL
  };
  static const char *const members[] = { "service", "environment", "host",
                                         "port",    "database",    "user" };
  g_autoptr (HwTable) table = hw_table_new (titles);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) entries = NULL;

  if (!hw_cli_load_fleet (cli, error))
    return HW_EXIT_USAGE;
  entries = hw_credentials_list (cli->fleet, cli->cancellable, error);
  if (entries == NULL)
    return HW_EXIT_FAILED;
  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "credentials");
  for (guint i = 0; i < entries->len; i++)
    {
      const HwKeyringEntry *entry = g_ptr_array_index (entries, i);
      const char *const values[] = { entry->service, entry->environment, entry->host,
                                     entry->port,    entry->database,    entry->user };

      hw_table_begin_row (table);
      json_builder_begin_object (builder);
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        {
          hw_table_add (table, HW_STYLE_PLAIN, values[v]);
          hw_json_add_string (builder, members[v], values[v]);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  else if (entries->len > 0)
    hw_table_print (table, cli->terminal);
  else
    hw_terminal_print (cli->terminal, HW_STYLE_PLAIN,
                       _ ("The keyring holds no password of this fleet."));
  return HW_EXIT_CLEAN;
}

/* (element-type char*) (transfer full): the names of @databases that had a password. */
static GPtrArray *
forget (HwCli *cli, GPtrArray *databases, GError **error)
{
  g_autoptr (GPtrArray) forgotten = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < databases->len; i++)
    {
      HwDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GError) problem = NULL;

      if (hw_credentials_forget (database, cli->cancellable, &problem))
        g_ptr_array_add (forgotten, g_strdup (hw_database_get_title (database)));
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  g_ptr_array_add (forgotten, NULL);
  return g_steal_pointer (&forgotten);
}

static int
run_forget (HwCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, (const char *const[]){ name, NULL }, error);
  g_autoptr (GPtrArray) forgotten = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (databases == NULL)
    return HW_EXIT_USAGE;
  forgotten = forget (cli, databases, error);
  if (forgotten == NULL)
    return HW_EXIT_FAILED;
  if (forgotten->len == 1)
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND, _ ("headway credentials list shows what is stored."),
                    _ ("The keyring holds no password for %s"), name);
      return HW_EXIT_USAGE;
    }
  for (guint i = 0; !cli->json && i + 1 < forgotten->len; i++)
    hw_terminal_print (cli->terminal, HW_STYLE_PLAIN, _ ("Forgotten: %s"),
                       (const char *) g_ptr_array_index (forgotten, i));
  if (!cli->json)
    return HW_EXIT_CLEAN;
  json_builder_begin_object (builder);
  hw_json_add_strings (builder, "forgotten", (const char *const *) forgotten->pdata);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
  return HW_EXIT_CLEAN;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const char *verb = arguments[0], *name = arguments[1];

  if (strcmp (verb, "set") == 0 && name != NULL)
    return run_set (cli, name, error);
  if (strcmp (verb, "list") == 0 && name == NULL)
    return run_list (cli, error);
  if (strcmp (verb, "forget") == 0 && name != NULL)
    return run_forget (cli, name, error);
  /* What follows the verb is not shown: somebody may have tried to give a password. */
  hw_set_error (error, HW_ERROR_USAGE,
                _ ("headway credentials set SERVICE[@ENV] | list | forget SERVICE[@ENV]"),
                _ ("“headway credentials %s” is not understood like this"), verb);
  return HW_EXIT_USAGE;
}

const HwCommand hw_command_credentials = {
  .name = "credentials",
  .arguments = "set SERVICE[@ENV] | list | forget SERVICE[@ENV]",
  .summary = N_ ("store passwords in the keyring, list and forget them"),
  .description = N_ (
      "set     asks for the password without showing it, or reads it as a line from standard\n"
      "        input, tries it on the server, and stores it in the keyring (the Secret Service)\n"
      "list    what is stored for this fleet; never the passwords themselves\n"
      "forget  removes it\n\n"
      "A password is stored for one host, port, database and user: a copied fleet file that leads\n"
      "elsewhere does not get it. Without a keyring libpq's own ways work (~/.pgpass, PGPASSFILE,\n"
      "service files), and PasswordFile= in the fleet file.\n\n"
      "Examples:\n"
      "  headway credentials set order@production\n"
      "  pass show order | headway credentials set order@production"),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
