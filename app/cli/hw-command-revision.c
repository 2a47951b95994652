/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-revision.c: `headway revision` and `headway merge`: a new revision file. */

#include "hw-command.h"
#include "hw-error.h"
#include "hw-revision-file.h"

static char *message, *id, *head;

#define OPTION_MESSAGE                                                                             \
  {                                                                                                \
    "message", 'm', 0, G_OPTION_ARG_STRING, &message, "What it does, in one line", "TEXT"          \
  }
#define OPTION_ID                                                                                  \
  {                                                                                                \
    "rev-id", 0, 0, G_OPTION_ARG_STRING, &id, "Its id, instead of a new one", "ID"                 \
  }

static const GOptionEntry revision_options[] = {
  OPTION_MESSAGE,
  OPTION_ID,
  { "head", 0, 0, G_OPTION_ARG_STRING, &head, "What it follows, instead of the head", "REV" },
  { NULL },
};

static const GOptionEntry merge_options[] = { OPTION_MESSAGE, OPTION_ID, { NULL } };

/* Writes the file, and says so. */
static int
write_file (HwCli *cli, HwService *service, HwHistory *history, const char *const *down,
            GError **error)
{
  const HwNewRevision revision = { .message = message, .down = down, .id = id };
  g_autofree char *path = NULL;

  if (message == NULL || message[0] == '\0')
    {
      hw_set_error (error, HW_ERROR_USAGE, "Add -m \"What it does\".",
                    "a new revision needs a message");
      return HW_EXIT_USAGE;
    }
  path = hw_revision_file_write (history, &revision, error);
  if (path == NULL)
    return HW_EXIT_USAGE;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "service", hw_service_get_name (service));
      hw_json_add_strings (builder, "down", down);
      hw_json_add_string (builder, "file", path);
      json_builder_end_object (builder);
      hw_cli_print_json (builder);
    }
  else
    {
      g_print ("Wrote %s\n", path);
    }
  return HW_EXIT_CLEAN;
}

static int
run_revision (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  g_auto (GStrv) down = NULL;

  if (service == NULL)
    return HW_EXIT_USAGE;
  down = hw_history_resolve (history, head == NULL ? "head" : head, NULL, error);
  if (down == NULL)
    return HW_EXIT_USAGE;
  return write_file (cli, service, history, (const char *const *) down, error);
}

/* The revisions to join: those named, or all heads. */
static GStrv
find_parents (HwHistory *history, const char *const *names, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (names[0] == NULL)
    return hw_history_dup_heads (history);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) ids = hw_history_resolve (history, names[i], NULL, error);

      if (ids == NULL)
        return NULL;
      g_strv_builder_addv (builder, (const char **) ids);
    }
  return g_strv_builder_end (builder);
}

static int
run_merge (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  g_auto (GStrv) down = service == NULL ? NULL : find_parents (history, arguments + 1, error);

  if (down == NULL)
    return HW_EXIT_USAGE;
  if (g_strv_length (down) < 2)
    {
      hw_set_error (error, HW_ERROR_USAGE, "Look at the heads with: headway heads",
                    "%s has nothing to merge: there is only one head",
                    hw_service_get_name (service));
      return HW_EXIT_USAGE;
    }
  return write_file (cli, service, history, (const char *const *) down, error);
}

const HwCommand hw_command_revision = {
  .name = "revision",
  .arguments = "SERVICE",
  .summary = "write a new revision file",
  .description = "Writes it in the history's own format, beside the others: for Alembic with empty "
                 "upgrade() and\ndowngrade(), for SQL folders with the next number. An existing "
                 "file is never overwritten.\n\nExamples:\n"
                 "  headway revision order -m \"Add delivery notes\"\n"
                 "  headway revision order -m \"Fix for the old line\" --head 003",
  .options = revision_options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run_revision,
};

const HwCommand hw_command_merge = {
  .name = "merge",
  .arguments = "SERVICE [REV…]",
  .summary = "write a revision that joins several heads",
  .description = "Joins all heads, or the revisions named, in a new and empty revision.\n\n"
                 "Examples:\n  headway merge order -m \"Join kitchen and delivery\"\n"
                 "  headway merge order 5a9b f83b -m \"Join two\"",
  .options = merge_options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_merge,
};
