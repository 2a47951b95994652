/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cli.c: what every command shares: the global options, the fleet, how to speak to the user. */

#include "hw-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-advice-output.h"
#include "hw-error.h"

const GOptionEntry *
hw_cli_get_entries (HwCli *cli)
{
  const GOptionEntry entries[] = {
    { "fleet", 0, 0, G_OPTION_ARG_FILENAME, &cli->fleet_path, N_ ("The fleet file"), "FILE" },
    { "environment", 0, 0, G_OPTION_ARG_STRING, &cli->environment, N_ ("Only this environment"),
      "ENV" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("One object on standard output"), NULL },
    { "jobs", 0, 0, G_OPTION_ARG_STRING, &cli->jobs_text, N_ ("How many databases at once"), "N" },
    { "no-color", 0, 0, G_OPTION_ARG_NONE, &cli->no_color, N_ ("No colour"), NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &cli->yes, N_ ("Go on without being asked"), NULL },
    { "confirm", 0, 0, G_OPTION_ARG_STRING_ARRAY, &cli->confirm,
      N_ ("A protected database that may be changed; may be repeated"), "NAME" },
    { "trust", 0, 0, G_OPTION_ARG_NONE, &cli->trust,
      N_ ("Let this fleet's programs run, this once"), NULL },
    { NULL },
  };

  G_STATIC_ASSERT (sizeof entries == sizeof cli->entries);
  memcpy (cli->entries, entries, sizeof entries);
  return cli->entries;
}

gboolean
hw_cli_load_fleet (HwCli *cli, GError **error)
{
  g_autofree char *path = NULL;

  if (cli->fleet != NULL)
    return TRUE;
  path = hw_fleet_find_file (cli->fleet_path, error);
  if (path == NULL)
    return FALSE;
  cli->fleet = hw_fleet_load (path, error);
  if (cli->fleet == NULL)
    return FALSE;
  if (cli->trust)
    hw_fleet_trust_once (cli->fleet);
  cli->shadow = hw_shadow_new (cli->fleet);
  return TRUE;
}

static void
set_no_database (HwCli *cli, GError **error)
{
  const char *service = hw_service_get_name (hw_fleet_get_service (cli->fleet, 0));
  g_autofree char *word = hw_cli_dup_word (service);
  g_autofree char *hint =
      g_strdup_printf (_ ("Add one: headway fleet add %s --database \"%s=CONNECTION\""), word,
                       cli->environment != NULL ? cli->environment : "local");

  if (cli->environment == NULL)
    hw_set_error (error, HW_ERROR_FLEET_FILE, hint, _ ("%s: names no database"),
                  hw_fleet_get_path (cli->fleet));
  else
    hw_set_error (error, HW_ERROR_FLEET_FILE, hint, _ ("%s: names no database in “%s”"),
                  hw_fleet_get_path (cli->fleet), cli->environment);
}

GPtrArray *
hw_cli_select (HwCli *cli, const char *const *names, GError **error)
{
  g_autoptr (GPtrArray) databases = NULL;

  if (!hw_cli_load_fleet (cli, error))
    return NULL;
  databases = hw_fleet_select (cli->fleet, names, cli->environment, error);
  if (databases == NULL || databases->len > 0)
    return g_steal_pointer (&databases);
  set_no_database (cli, error);
  return NULL;
}

HwDatabase *
hw_cli_select_one (HwCli *cli, const char *name, GError **error)
{
  const char *names[] = { name, NULL };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, names, error);
  g_autofree char *hint = NULL;

  if (databases == NULL)
    return NULL;
  if (databases->len == 1)
    return g_object_ref (g_ptr_array_index (databases, 0));
  hint = g_strdup_printf (_ ("Say which, for example %s, or use --environment."),
                          hw_database_get_title (g_ptr_array_index (databases, 0)));
  hw_set_error (error, HW_ERROR_AMBIGUOUS, hint, _ ("%s has several databases"), name);
  return NULL;
}

HwHistory *
hw_cli_load_history (HwCli *cli, HwService *service, GError **error)
{
  HwHistory *history = hw_service_load_history (service, cli->cancellable, error);

  if (history != NULL && hw_history_get_notice (history) != NULL)
    hw_shadow_add_notice (cli->shadow, hw_history_get_notice (history));
  return history;
}

HwService *
hw_cli_select_service (HwCli *cli, const char *name, HwHistory **history, GError **error)
{
  const char *names[] = { name, NULL };
  g_autoptr (GPtrArray) services = hw_cli_select_services (cli, names, error);
  HwService *service;

  if (services == NULL)
    return NULL;
  service = g_ptr_array_index (services, 0);
  if (history != NULL)
    {
      *history = hw_cli_load_history (cli, service, error);
      if (*history == NULL)
        return NULL;
    }
  return g_object_ref (service);
}

GPtrArray *
hw_cli_select_services (HwCli *cli, const char *const *names, GError **error)
{
  if (!hw_cli_load_fleet (cli, error))
    return NULL;
  return hw_fleet_select_services (cli->fleet, names, cli->environment, error);
}

gboolean
hw_cli_read_number (const char *option, const char *text, guint minimum, guint *number,
                    GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, minimum, G_MAXINT, &value, NULL))
    {
      hw_set_error (error, HW_ERROR_USAGE, NULL,
                    _ ("--%s needs a whole number, %u or more, and “%s” is none"), option, minimum,
                    text);
      return FALSE;
    }
  *number = (guint) value;
  return TRUE;
}

gboolean
hw_cli_check_options (HwCli *cli, GError **error)
{
  return cli->jobs_text == NULL ||
         hw_cli_read_number ("jobs", cli->jobs_text, 1, &cli->jobs, error);
}

guint
hw_cli_get_jobs (HwCli *cli)
{
  guint of_fleet = cli->fleet != NULL ? hw_fleet_get_jobs (cli->fleet) : 0;

  if (cli->jobs > 0)
    return cli->jobs;
  return of_fleet > 0 ? of_fleet : MAX (8, 2 * g_get_num_processors ());
}

void
hw_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}

void
hw_cli_add_database (JsonBuilder *builder, HwDatabase *database)
{
  hw_json_add_string (builder, "service", hw_database_get_service_name (database));
  hw_json_add_string (builder, "environment", hw_database_get_environment (database));
}

void
hw_cli_add_error (HwCli *cli, JsonBuilder *builder, const GError *error)
{
  g_autofree char *hint = NULL;

  json_builder_set_member_name (builder, "error");
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  hint = hw_advice_output_dup (cli, hw_postgres_error_get_hint (error));
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "code", hw_cli_get_error_code (error));
  hw_json_add_string (builder, "message", error->message);
  hw_json_add_string (builder, "detail", hw_postgres_error_get_detail (error));
  hw_json_add_string (builder, "hint", hint);
  json_builder_end_object (builder);
}

gboolean
hw_cli_confirm (HwCli *cli, const char *question, GError **error)
{
  g_autofree char *prompt = NULL;
  g_autofree char *answer = NULL;

  if (cli->yes)
    return TRUE;
  if (cli->json || !hw_terminal_is_interactive (cli->terminal))
    {
      hw_set_error (error, HW_ERROR_REFUSED, _ ("Add --yes to go on without being asked."),
                    _ ("Nothing was done: this needs a yes, and nobody can be asked here"));
      return FALSE;
    }
  prompt = g_strdup_printf ("%s [y/N]", question);
  answer = hw_terminal_ask (cli->terminal, prompt);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return FALSE;
  if (answer != NULL && (g_ascii_strcasecmp (g_strstrip (answer), "y") == 0 ||
                         g_ascii_strcasecmp (answer, "yes") == 0))
    return TRUE;
  hw_set_error (error, HW_ERROR_REFUSED, NULL, _ ("Nothing was done"));
  return FALSE;
}

/* Those of @databases that are protected and named by no --confirm. (transfer container)
 * (element-type HwDatabase) */
static GPtrArray *
find_unconfirmed (HwCli *cli, GPtrArray *databases)
{
  GPtrArray *unconfirmed = g_ptr_array_new ();

  for (guint i = 0; i < databases->len; i++)
    {
      HwDatabase *database = g_ptr_array_index (databases, i);

      if (hw_database_is_protected (database) &&
          (cli->confirm == NULL ||
           !g_strv_contains ((const char *const *) cli->confirm, hw_database_get_title (database))))
        g_ptr_array_add (unconfirmed, database);
    }
  return unconfirmed;
}

static gboolean
ask_for_name (HwCli *cli, HwDatabase *database)
{
  const char *title = hw_database_get_title (database);
  g_autofree char *question =
      g_strdup_printf (_ ("%s is in a protected environment. Type its name to go on:"), title);
  g_autofree char *typed = hw_terminal_ask (cli->terminal, question);

  return typed != NULL && strcmp (g_strstrip (typed), title) == 0;
}

static void
set_unconfirmed (GPtrArray *databases, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) options = g_string_new (NULL);
  g_autofree char *hint = NULL;

  for (guint i = 0; i < databases->len; i++)
    {
      const char *title = hw_database_get_title (g_ptr_array_index (databases, i));
      g_autofree char *word = hw_cli_dup_word (title);

      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", title);
      g_string_append_printf (options, "%s--confirm %s", i == 0 ? "" : " ", word);
    }
  hint = g_strdup_printf (ngettext ("Name it: %s", "Name them: %s", databases->len), options->str);
  hw_set_error (
      error, HW_ERROR_REFUSED, hint,
      ngettext ("Nothing was done: %s is in a protected environment and was not confirmed",
                "Nothing was done: %s are in a protected environment and were not confirmed",
                databases->len),
      names->str);
}

gboolean
hw_cli_confirm_protected (HwCli *cli, GPtrArray *databases, GError **error)
{
  g_autoptr (GPtrArray) left = find_unconfirmed (cli, databases);

  if (cli->confirm == NULL && !cli->json && hw_terminal_is_interactive (cli->terminal))
    while (left->len > 0 && ask_for_name (cli, g_ptr_array_index (left, 0)))
      g_ptr_array_remove_index (left, 0);
  if (left->len == 0)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    set_unconfirmed (left, error);
  return FALSE;
}

char *
hw_cli_dup_word (const char *text)
{
  return g_regex_match_simple ("^[\\w@%+=:,./-]+$", text, 0, 0) ? g_strdup (text)
                                                                : g_shell_quote (text);
}

const char *
hw_cli_get_error_code (const GError *error)
{
  static const char *const postgres_codes[] = {
    [HW_POSTGRES_ERROR_SERVER] = "server",
    [HW_POSTGRES_ERROR_CONNECT] = "unreachable",
    [HW_POSTGRES_ERROR_PASSWORD_MISSING] = "password-missing",
    [HW_POSTGRES_ERROR_PASSWORD_WRONG] = "password-wrong",
    [HW_POSTGRES_ERROR_LOST] = "connection-lost",
    [HW_POSTGRES_ERROR_TIMEOUT] = "timeout",
  };

  if (error->domain == HW_ERROR)
    return hw_error_code_to_string (error->code);
  if (error->domain == HW_POSTGRES_ERROR)
    return postgres_codes[error->code];
  if (error->domain == G_OPTION_ERROR)
    return "usage";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "interrupted";
  return "failed";
}

int
hw_cli_get_exit_status (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HW_EXIT_INTERRUPTED;
  if (error->domain == G_OPTION_ERROR)
    return HW_EXIT_USAGE;
  if (error->domain != HW_ERROR)
    return HW_EXIT_FAILED;
  switch ((HwError) error->code)
    {
    case HW_ERROR_USAGE:
    case HW_ERROR_FLEET_FILE:
    case HW_ERROR_HISTORY:
    case HW_ERROR_NOT_FOUND:
    case HW_ERROR_AMBIGUOUS:
      return HW_EXIT_USAGE;
    case HW_ERROR_UNTRUSTED:
    case HW_ERROR_REFUSED:
    case HW_ERROR_LOCKED:
      return HW_EXIT_REFUSED;
    case HW_ERROR_UNREACHABLE:
    case HW_ERROR_CREDENTIALS:
    case HW_ERROR_NEEDS_SNAPSHOT:
    case HW_ERROR_NEEDS_ENVIRONMENT:
    case HW_ERROR_PYTHON:
    case HW_ERROR_UNPROVEN:
    case HW_ERROR_FAILED:
    default:
      return HW_EXIT_FAILED;
    }
}

void
hw_cli_report_error (HwCli *cli, const GError *error)
{
  const char *detail = hw_postgres_error_get_detail (error);
  g_autofree char *hint = hw_advice_output_dup (cli, hw_postgres_error_get_hint (error));

  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      hw_cli_add_error (cli, builder, error);
      json_builder_end_object (builder);
      hw_cli_print_json (builder);
      return;
    }
  g_printerr (_ ("headway: %s\n"), error->message);
  if (detail != NULL)
    g_printerr ("  %s\n", detail);
  if (hint != NULL)
    g_printerr ("  → %s\n", hint);
}
