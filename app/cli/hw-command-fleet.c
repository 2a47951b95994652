/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-fleet.c: `headway fleet`: makes, extends, shows and trusts a fleet file. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-advice-output.h"
#include "hw-command.h"
#include "hw-discovery.h"
#include "hw-error.h"
#include "hw-fleet-edit.h"
#include "hw-table.h"
#include "hw-trust.h"

static char *option_migrations;
static char *option_format;
static char *option_after;
static GStrv option_databases;

static const GOptionEntry options[] = {
  { "migrations", 0, 0, G_OPTION_ARG_FILENAME, &option_migrations,
    N_ ("For add: an alembic.ini, a versions folder or a folder of SQL files"), "PATH" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &option_format,
    N_ ("For add: alembic, sql or golang-migrate, where it cannot be found out"), "FORMAT" },
  { "after", 0, 0, G_OPTION_ARG_STRING, &option_after,
    N_ ("For add: the services it must wait for, parted by ;"), "SERVICES" },
  { "database", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_databases,
    N_ ("For add: one of its databases, without a password; may be repeated"), "ENV=CONNECTION" },
  { NULL },
};

/* --fleet, or headway.fleet in @folder. */
static char *
dup_target (HwCli *cli, const char *folder)
{
  return cli->fleet_path != NULL ? g_strdup (cli->fleet_path)
                                 : g_build_filename (folder, "headway.fleet", NULL);
}

static void
print_found (HwCli *cli, GPtrArray *services, const char *path)
{
  g_autoptr (HwTable) table = hw_table_new ((const char *const[]){
      N_ ("SERVICE"), N_ ("MIGRATIONS"), N_ ("CONNECTION"), N_ ("GUESSED FROM"), NULL });
  g_autofree char *text = NULL;
  g_autofree char *advice = NULL;

  for (guint i = 0; i < services->len; i++)
    {
      const HwFoundService *service = g_ptr_array_index (services, i);

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_BOLD, service->name);
      hw_table_add (table, HW_STYLE_PLAIN, service->migrations);
      hw_table_add (table, HW_STYLE_PLAIN, service->conninfo);
      hw_table_add (table, HW_STYLE_DIM, service->source ? service->source : _ ("its name alone"));
    }
  hw_table_print (table, cli->terminal);
  text = g_strdup_printf (_ ("\nWritten: %s. Look at its connections, then: headway status"), path);
  advice = hw_advice_output_dup (cli, text);
  hw_terminal_print (cli->terminal, HW_STYLE_PLAIN, "%s", advice);
}

static void
print_found_json (GPtrArray *services, const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "path", path);
  hw_json_begin_array (builder, "services");
  for (guint i = 0; i < services->len; i++)
    {
      const HwFoundService *service = g_ptr_array_index (services, i);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "service", service->name);
      hw_json_add_string (builder, "migrations", service->migrations);
      hw_json_add_string (builder, "connection", service->conninfo);
      hw_json_add_string (builder, "source", service->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

static int
run_new (HwCli *cli, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) services = hw_discovery_find (folder, cli->cancellable, error);
  g_autofree char *path = dup_target (cli, folder);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *text = NULL;

  if (services == NULL)
    return HW_EXIT_FAILED;
  for (guint i = 0; i < services->len; i++)
    {
      HwFoundService *service = g_ptr_array_index (services, i);
      g_autofree char *migrations = g_build_filename (folder, service->migrations, NULL);

      g_free (service->migrations);
      service->migrations = hw_fleet_edit_dup_path (path, migrations);
    }
  text = hw_discovery_to_text (services, name, cli->environment ? cli->environment : "local");
  if (!hw_fleet_edit_create (path, text, error))
    return HW_EXIT_FAILED;
  if (cli->json)
    print_found_json (services, path);
  else
    print_found (cli, services, path);
  return HW_EXIT_CLEAN;
}

static int
run_add (HwCli *cli, const char *service, GError **error)
{
  const HwFleetAddition addition = {
    .service = service,
    .migrations = option_migrations,
    .format = option_format,
    .after = option_after,
    .databases = (const char *const *) option_databases,
  };
  g_autofree char *path = hw_fleet_find_file (cli->fleet_path, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (path == NULL)
    path = dup_target (cli, ".");
  if (!hw_fleet_edit_add (path, &addition, error))
    return HW_EXIT_FAILED;
  if (!cli->json)
    {
      hw_terminal_print (cli->terminal, HW_STYLE_PLAIN, _ ("Added to %s."), path);
      return HW_EXIT_CLEAN;
    }
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "path", path);
  hw_json_add_string (builder, "service", service);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
  return HW_EXIT_CLEAN;
}

static void
add_service_json (JsonBuilder *builder, HwFleet *fleet, HwService *service)
{
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "service", hw_service_get_name (service));
  hw_json_add_string (builder, "migrations", hw_service_get_migrations (service));
  hw_json_add_string (builder, "snapshots", hw_service_get_snapshots (service));
  hw_json_add_strings (builder, "after", hw_service_get_after (service));
  hw_json_add_int (builder, "wave", hw_fleet_get_wave (fleet, service));
  hw_json_begin_array (builder, "databases");
  for (guint i = 0; i < hw_service_get_n_databases (service); i++)
    {
      HwDatabase *database = hw_service_get_database (service, i);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "environment", hw_database_get_environment (database));
      hw_json_add_string (builder, "connection", hw_database_get_conninfo (database));
      hw_json_add_boolean (builder, "protected", hw_database_is_protected (database));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
show_json (HwFleet *fleet, gboolean trusted)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) programs = hw_trust_dup_programs (fleet);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "name", hw_fleet_get_name (fleet));
  hw_json_add_string (builder, "path", hw_fleet_get_path (fleet));
  hw_json_begin_array (builder, "services");
  for (guint i = 0; i < hw_fleet_get_n_services (fleet); i++)
    add_service_json (builder, fleet, hw_fleet_get_service (fleet, i));
  json_builder_end_array (builder);
  hw_json_add_boolean (builder, "trusted", trusted);
  hw_json_begin_array (builder, "programs");
  for (guint i = 0; programs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (programs[i], "\t", 3);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "for", parts[0]);
      hw_json_add_string (builder, "key", parts[1]);
      hw_json_add_string (builder, "value", parts[2]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* What may run once the fleet is trusted. */
static void
print_programs (HwCli *cli)
{
  g_autoptr (HwTable) table =
      hw_table_new ((const char *const[]){ N_ ("FOR"), N_ ("KEY"), N_ ("VALUE"), NULL });
  g_auto (GStrv) programs = hw_trust_dup_programs (cli->fleet);

  for (guint i = 0; programs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (programs[i], "\t", 3);

      hw_table_begin_row (table);
      for (guint column = 0; column < 3; column++)
        hw_table_add (table, HW_STYLE_PLAIN, parts[column]);
    }
  hw_table_print (table, cli->terminal);
}

static void
add_database_rows (HwTable *table, HwService *service)
{
  g_autofree char *after = g_strjoinv (", ", (GStrv) hw_service_get_after (service));
  guint n = hw_service_get_n_databases (service);

  for (guint i = 0; i < MAX (n, 1); i++)
    {
      HwDatabase *database = n > 0 ? hw_service_get_database (service, i) : NULL;

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_BOLD, i == 0 ? hw_service_get_name (service) : NULL);
      hw_table_add (table, HW_STYLE_PLAIN, i == 0 ? after : NULL);
      hw_table_add (table,
                    database != NULL && hw_database_is_protected (database) ? HW_STYLE_NOTICE
                                                                            : HW_STYLE_PLAIN,
                    database != NULL ? hw_database_get_environment (database) : _ ("no database"));
      hw_table_add (table, HW_STYLE_PLAIN,
                    database == NULL                      ? NULL
                    : hw_database_is_protected (database) ? _ ("protected")
                                                          : NULL);
      hw_table_add (table, HW_STYLE_PLAIN,
                    database != NULL ? hw_database_get_conninfo (database) : NULL);
    }
}

static int
run_show (HwCli *cli, GError **error)
{
  g_autoptr (HwTable) table = NULL;
  gboolean trusted;

  if (!hw_cli_load_fleet (cli, error))
    return HW_EXIT_USAGE;
  trusted = hw_fleet_check_trust (cli->fleet, NULL);
  if (cli->json)
    {
      show_json (cli->fleet, trusted);
      return HW_EXIT_CLEAN;
    }
  hw_terminal_print (cli->terminal, HW_STYLE_BOLD, "%s", hw_fleet_get_name (cli->fleet));
  hw_terminal_print (cli->terminal, HW_STYLE_DIM, "%s\n", hw_fleet_get_path (cli->fleet));
  table = hw_table_new ((const char *const[]){ N_ ("SERVICE"), N_ ("AFTER"), N_ ("ENVIRONMENT"), "",
                                               N_ ("CONNECTION"), NULL });
  for (guint i = 0; i < hw_fleet_get_n_services (cli->fleet); i++)
    add_database_rows (table, hw_fleet_get_service (cli->fleet, i));
  hw_table_print (table, cli->terminal);
  hw_terminal_print (cli->terminal, HW_STYLE_PLAIN, _ ("\nWhat it names and would run:"));
  print_programs (cli);
  if (trusted)
    hw_terminal_print (cli->terminal, HW_STYLE_GOOD, _ ("\nTrusted as it is now."));
  else
    {
      g_autofree char *advice = hw_advice_output_dup (
          cli, _ ("\nNot trusted as it is now: none of it runs before `headway fleet trust`."));

      hw_terminal_print (cli->terminal, HW_STYLE_NOTICE, "%s", advice);
    }
  return HW_EXIT_CLEAN;
}

static int
run_trust (HwCli *cli, GError **error)
{
  if (!hw_cli_load_fleet (cli, error) || !hw_fleet_trust (cli->fleet, error))
    return HW_EXIT_FAILED;
  if (cli->json)
    {
      show_json (cli->fleet, TRUE);
      return HW_EXIT_CLEAN;
    }
  print_programs (cli);
  hw_terminal_print (
      cli->terminal, HW_STYLE_PLAIN,
      _ ("\nThese, and the revisions in these folders, may now run, until one of these "
         "lines changes."));
  return HW_EXIT_CLEAN;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const char *verb = arguments[0], *name = arguments[1];

  if (strcmp (verb, "new") == 0)
    return run_new (cli, name != NULL ? name : ".", error);
  if (strcmp (verb, "add") == 0 && name != NULL)
    return run_add (cli, name, error);
  if (strcmp (verb, "show") == 0 && name == NULL)
    return run_show (cli, error);
  if (strcmp (verb, "trust") == 0 && name == NULL)
    return run_trust (cli, error);
  hw_set_error (error, HW_ERROR_USAGE,
                _ ("headway fleet new [FOLDER] | add SERVICE --migrations PATH | show | trust"),
                _ ("“headway fleet %s%s%s” is not understood"), verb, name != NULL ? " " : "",
                name != NULL ? name : "");
  return HW_EXIT_USAGE;
}

const HwCommand hw_command_fleet = {
  .name = "fleet",
  .arguments = "new [FOLDER] | add SERVICE | show | trust",
  .summary = N_ ("make and mend a fleet file; finds services in a folder"),
  .description = N_ (
      "new [FOLDER]  finds the services in a folder (alembic.ini, folders of numbered .sql\n"
      "              files) and writes a first headway.fleet there; an existing one is kept\n"
      "add SERVICE   adds a service, or databases to one, and keeps all comments\n"
      "show          the services, their databases, and the programs that the file names\n"
      "trust         lets those programs and the revisions run. A fleet file from somebody else\n"
      "              runs nothing before; when one of its programs or folders changes, this is\n"
      "              asked again\n\n"
      "Examples:\n"
      "  headway fleet new .\n"
      "  headway fleet add order --migrations services/order/alembic.ini \\\n"
      "      --database \"local=host=localhost dbname=order_db user=order\"\n"
      "  headway fleet trust"),
  .options = options,
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
