/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-complete.c: `headway complete`: what the shells' completion scripts ask. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-carrying-out.h"
#include "hw-command.h"

/* What has been typed. */
typedef struct
{
  HwCli *cli;
  const HwCommand *command; /* (nullable): the first word that is no option */
  GPtrArray *arguments;     /* the words behind it that are no options, without the last */
  const char *previous;     /* (nullable) */
  const char *current;      /* the word to complete; may be "" */
} HwTyped;

static void
offer (const HwTyped *typed, const char *candidate)
{
  if (g_str_has_prefix (candidate, typed->current))
    g_print ("%s\n", candidate);
}

static void
offer_options (const HwTyped *typed, const GOptionEntry *entries)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    {
      g_autofree char *option = g_strconcat ("--", entries->long_name, NULL);

      offer (typed, option);
    }
}

/* What is offered comes from the fleet that was typed. */
static void
set_fleet (HwCli *cli, const char *path)
{
  g_free (cli->fleet_path);
  cli->fleet_path = g_strdup (path);
}

static void
read_words (HwTyped *typed, const char *const *words)
{
  guint n = g_strv_length ((char **) words);

  typed->current = n > 0 ? words[n - 1] : "";
  typed->previous = n > 1 ? words[n - 2] : NULL;
  for (guint i = 0; i + 1 < n; i++)
    {
      if (g_str_has_prefix (words[i], "--fleet="))
        set_fleet (typed->cli, words[i] + strlen ("--fleet="));
      if (i > 0 && hw_command_takes_value (typed->cli, typed->command, words[i - 1]))
        {
          if (g_str_equal (words[i - 1], "--fleet"))
            set_fleet (typed->cli, words[i]);
          continue;
        }
      if (words[i][0] == '-')
        continue;
      if (typed->command == NULL)
        typed->command = hw_command_find (words[i]);
      else
        g_ptr_array_add (typed->arguments, (gpointer) words[i]);
    }
}

static void
offer_commands (const HwTyped *typed)
{
  for (guint i = 0; hw_commands[i] != NULL; i++)
    if (hw_commands[i]->summary != NULL)
      offer (typed, hw_commands[i]->name);
}

/* Offers the first word of each use of a command with several ("set SERVICE | list"), when none of
 * them was typed. Returns whether the name of a service may stand here. */
static gboolean
offer_verbs (const HwTyped *typed)
{
  const char *verb = typed->arguments->len > 0 ? g_ptr_array_index (typed->arguments, 0) : NULL;
  g_auto (GStrv) uses = g_strsplit (typed->command->arguments, " | ", -1);

  for (guint i = 0; uses[1] != NULL && uses[i] != NULL; i++)
    {
      g_autofree char *word = g_strndup (uses[i], strcspn (uses[i], " "));

      if (verb == NULL)
        offer (typed, word);
      else if (g_str_equal (word, verb))
        return strstr (uses[i], "SERVICE") != NULL;
    }
  return uses[1] == NULL;
}

static void
offer_databases (const HwTyped *typed)
{
  HwFleet *fleet = typed->cli->fleet;

  for (guint i = 0; i < hw_fleet_get_n_services (fleet); i++)
    {
      HwService *service = hw_fleet_get_service (fleet, i);

      offer (typed, hw_service_get_name (service));
      for (guint d = 0; d < hw_service_get_n_databases (service); d++)
        offer (typed, hw_database_get_title (hw_service_get_database (service, d)));
    }
}

static void
offer_revisions (const HwTyped *typed)
{
  const char *first = g_ptr_array_index (typed->arguments, 0);
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (typed->cli, first, &history, NULL);

  for (guint i = 0; service != NULL && i < hw_history_get_n (history); i++)
    offer (typed, hw_history_get (history, i)->id);
  offer (typed, "head");
  offer (typed, "base");
}

static gboolean
wants_revision (const HwTyped *typed)
{
  return typed->arguments->len > 0 && strstr (typed->command->arguments, "REV") != NULL;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) behind = g_ptr_array_new ();
  HwTyped typed = { .cli = cli, .arguments = behind };
  gboolean is_value;

  read_words (&typed, arguments);
  if (typed.current[0] == '-')
    {
      offer_options (&typed, hw_cli_get_entries (cli));
      if (typed.command != NULL)
        offer_options (&typed, typed.command->options);
      if (typed.command != NULL && typed.command->changes)
        offer_options (&typed, hw_carrying_out_options);
      return HW_EXIT_CLEAN;
    }
  is_value = typed.previous != NULL && hw_command_takes_value (cli, typed.command, typed.previous);
  if (typed.command == NULL && is_value)
    return HW_EXIT_CLEAN;
  if (typed.command == NULL)
    {
      offer_commands (&typed);
      return HW_EXIT_CLEAN;
    }
  if (!is_value && !offer_verbs (&typed))
    return HW_EXIT_CLEAN;
  /* Without a fleet there is nothing to offer, and a shell is no place to say why. */
  if (!hw_cli_load_fleet (cli, NULL))
    return HW_EXIT_CLEAN;
  if (g_strcmp0 (typed.previous, "--environment") == 0)
    {
      const char *const *environments = hw_fleet_get_environments (cli->fleet);

      for (guint i = 0; environments[i] != NULL; i++)
        offer (&typed, environments[i]);
      return HW_EXIT_CLEAN;
    }
  if (is_value)
    return HW_EXIT_CLEAN;
  offer_databases (&typed);
  if (wants_revision (&typed))
    offer_revisions (&typed);
  return HW_EXIT_CLEAN;
}

/* Without a summary it is not listed: only the completion scripts call it, with the words typed so
 * far behind "--". */
const HwCommand hw_command_complete = {
  .name = "complete",
  .arguments = "-- WORD…",
  .description = N_ ("Prints what the last word could become, a line each."),
  .max_arguments = G_MAXUINT,
  .run = run,
};
