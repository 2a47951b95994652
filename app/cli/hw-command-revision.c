/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-revision.c: `headway revision` and `headway merge`: a new revision file. */

#include "hw-adopt.h"

#include <glib/gi18n.h>
#include "hw-checking.h"
#include "hw-command.h"
#include "hw-error.h"
#include "hw-models.h"

static char *message, *id, *head;
static gboolean from_drift, autogenerate;

#define OPTION_MESSAGE                                                                             \
  {                                                                                                \
    "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_ ("What it does, in one line"), "TEXT"     \
  }
#define OPTION_ID                                                                                  \
  {                                                                                                \
    "rev-id", 0, 0, G_OPTION_ARG_STRING, &id, N_ ("Its id, instead of a new one"), "ID"            \
  }

static const GOptionEntry revision_options[] = {
  OPTION_MESSAGE,
  OPTION_ID,
  { "head", 0, 0, G_OPTION_ARG_STRING, &head, N_ ("What it follows, instead of the head"), "REV" },
  { "from-drift", 0, 0, G_OPTION_ARG_NONE, &from_drift,
    N_ ("With what the database has and the history does not build"), NULL },
  { "autogenerate", 0, 0, G_OPTION_ARG_NONE, &autogenerate,
    N_ ("With what the models say and the history does not build"), NULL },
  { NULL },
};

static const GOptionEntry merge_options[] = { OPTION_MESSAGE, OPTION_ID, { NULL } };

static gboolean
require_message (GError **error)
{
  if (message != NULL && message[0] != '\0')
    return TRUE;
  hw_set_error (error, HW_ERROR_USAGE, _ ("Add -m \"What it does\"."),
                _ ("a new revision needs a message"));
  return FALSE;
}

/* Says which file was written. */
static int
say_written (HwCli *cli, HwService *service, const char *const *down, const char *path)
{
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
      g_print (_ ("Wrote %s\n"), path);
    }
  return HW_EXIT_CLEAN;
}

/* Writes an empty revision with @write. */
static int
write_file (HwCli *cli, HwService *service, HwHistory *history, const char *const *down,
            char *(*write) (HwHistory *, const HwNewRevision *, GError **), GError **error)
{
  const HwNewRevision revision = { .message = message, .down = down, .id = id };
  g_autofree char *path = require_message (error) ? write (history, &revision, error) : NULL;

  return path != NULL ? say_written (cli, service, down, path) : HW_EXIT_USAGE;
}

/* Says what a person should know of the statements, and which file they are in. @path: NULL when
 * nothing was written. */
static int
say_adopted (HwCli *cli, HwService *service, const char *const *down, const char *path,
             GPtrArray *notices)
{
  for (guint i = 0; i < notices->len; i++)
    g_printerr (_ ("headway: %s\n"), (const char *) g_ptr_array_index (notices, i));
  return path != NULL ? say_written (cli, service, down, path) : HW_EXIT_FAILED;
}

/* What the database has shall be what the history builds. */
static int
adopt_drift (HwCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look_at_one (cli, name, error);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = NULL;
  const HwCheck *check;

  check = checks == NULL ? NULL : g_ptr_array_index (checks, 0);
  if (check == NULL || !hw_adopt_check (check, error))
    return HW_EXIT_FAILED;
  if (!require_message (error))
    return HW_EXIT_USAGE;
  path = hw_adopt_drift (cli->fleet, check, NULL, message, id, notices, cli->cancellable, error);
  return say_adopted (cli, hw_database_get_service (check->database),
                      (const char *const *) check->version->rows, path, notices);
}

/* What the models say shall be what the history builds. */
static int
adopt_models (HwCli *cli, HwService *service, HwHistory *history, const char *const *down,
              GError **error)
{
  g_autoptr (HwSchema) built = NULL;
  g_autoptr (HwSchema) models = NULL;
  g_autoptr (HwSchema) wanted = NULL;
  g_autoptr (HwDifferences) differences = NULL;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  const HwNewRevision revision = { .message = message, .down = down, .id = id };
  g_autofree char *path = NULL;

  built =
      hw_shadow_get_expected (cli->shadow, service, down, 0, NULL, NULL, cli->cancellable, error);
  models = built == NULL ? NULL
                         : hw_models_read (cli->fleet, service, history, built, 0, NULL, NULL,
                                           cli->cancellable, error);
  if (models == NULL)
    return HW_EXIT_FAILED;
  wanted = hw_models_complete (models, built);
  differences = hw_schema_compare (wanted, built, NULL);
  if (hw_differences_get_n (differences) == 0)
    {
      g_printerr (_ ("headway: the history of %s builds what its models say: nothing to write.\n"),
                  hw_service_get_name (service));
      return HW_EXIT_CLEAN;
    }
  if (!require_message (error))
    return HW_EXIT_USAGE;
  path = hw_adopt_change (cli->fleet, history, &revision, built, wanted, 0, notices,
                          cli->cancellable, error);
  return say_adopted (cli, service, down, path, notices);
}

static int
run_revision (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = NULL;
  g_auto (GStrv) down = NULL;

  if (from_drift && (autogenerate || head != NULL))
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Use one of them."),
                    _ ("--from-drift goes neither with --autogenerate nor with --head"));
      return HW_EXIT_USAGE;
    }
  if (from_drift)
    return adopt_drift (cli, arguments[0], error);
  service = hw_cli_select_service (cli, arguments[0], &history, error);
  if (service == NULL)
    return HW_EXIT_USAGE;
  down = hw_history_resolve (history, head == NULL ? "head" : head, NULL, error);
  if (down == NULL)
    return HW_EXIT_USAGE;
  if (autogenerate)
    return adopt_models (cli, service, history, (const char *const *) down, error);
  return write_file (cli, service, history, (const char *const *) down, hw_revision_file_write,
                     error);
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
  return write_file (cli, service, history, (const char *const *) down, hw_revision_file_merge,
                     error);
}

const HwCommand hw_command_revision = {
  .name = "revision",
  .arguments = "SERVICE",
  .summary = N_ ("write a new revision file"),
  .description =
      N_ ("Writes it in the history's own format, beside the others: for Alembic with empty "
          "upgrade() and\ndowngrade(), for SQL folders with the next number. An existing "
          "file is never overwritten.\n\nWith --from-drift it holds the SQL that makes of "
          "what the history builds what the database is:\nfor a change made by hand that "
          "shall stay. Then stamp that database with it.\n\n"
          "With --autogenerate it holds the SQL that makes of it what the service's models "
          "(SQLAlchemy, the\ntarget_metadata of env.py) say; views, functions and triggers "
          "that the models lack stay. Both ways\nare tried on a copy first.\n\n"
          "Examples:\n"
          "  headway revision order --autogenerate -m \"Add what the models have\"\n"
          "  headway revision order@local --from-drift -m \"Keep the index made by hand\"\n"
          "  headway revision order -m \"Add delivery notes\"\n"
          "  headway revision order -m \"Fix for the old line\" --head 003"),
  .options = revision_options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run_revision,
};

const HwCommand hw_command_merge = {
  .name = "merge",
  .arguments = "SERVICE [REV…]",
  .summary = N_ ("write a revision that joins several heads"),
  .description = N_ ("Joins all heads, or the revisions named, in a new and empty revision.\n\n"
                     "Examples:\n  headway merge order -m \"Join kitchen and delivery\"\n"
                     "  headway merge order 5a9b f83b -m \"Join two\""),
  .options = merge_options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_merge,
};
