/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-snapshot.c: `headway snapshot`: the live schema at its revision, as a file to commit.
 */

#include "hw-checking.h"

#include <glib/gi18n.h>
#include "hw-command.h"
#include "hw-error.h"
#include "hw-snapshot.h"

static char *revision;
static gboolean replace;

static const GOptionEntry options[] = {
  { "revision", 0, 0, G_OPTION_ARG_STRING, &revision,
    N_ ("What revision the schema is at, when its version table does not say (base, …)"), "REV" },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
    N_ ("The database is right: take it although it differs, and replace the file"), NULL },
  { NULL },
};

/* The version that the snapshot is of. */
static GStrv
get_version (const HwCheck *check, GError **error)
{
  g_autofree char *hint = NULL;

  if (revision != NULL)
    return hw_history_resolve (check->history, revision, (const char *const *) check->version->rows,
                               error);
  if (check->version->rows[0] != NULL && check->verdict != HW_VERDICT_AHEAD)
    return g_strdupv (check->version->rows);
  hint = g_strdup_printf (_ ("Say which revision it is: headway snapshot %s --revision base"),
                          hw_database_get_title (check->database));
  hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s has no version that this checkout knows"),
                hw_database_get_title (check->database));
  return NULL;
}

/* (nullable): what differs between @check's live schema and what is known of @version; NULL when
 * nothing is known. What there was at base only a snapshot tells, and that is not replaced. */
static HwDifferences *
find_drift (HwCli *cli, const HwCheck *check, const char *const *version)
{
  const HwCompareOptions compare = hw_database_get_comparison (check->database);
  g_autoptr (HwSchema) expected = NULL;

  if (version[0] == NULL)
    return NULL;
  expected =
      hw_shadow_get_expected (cli->shadow, hw_database_get_service (check->database), version,
                              check->server_major, check->database, NULL, cli->cancellable, NULL);
  return expected != NULL ? hw_schema_compare (expected, check->live, &compare) : NULL;
}

#define MOST_NAMED 3

/* (transfer full): the first few of @drift, in words. */
static char *
dup_list (HwDifferences *drift)
{
  guint n = hw_differences_get_n (drift);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    {
      g_autofree char *sentence = hw_difference_dup_sentence (hw_differences_get (drift, i));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", sentence);
    }
  if (n > MOST_NAMED)
    g_string_append_printf (list, _ (" and %u more"), n - MOST_NAMED);
  return g_string_free (list, FALSE);
}

/* HW_ERROR_REFUSED when drift would be taken for what is expected. */
static gboolean
check_drift (HwCli *cli, const HwCheck *check, const char *const *version, GError **error)
{
  const char *title = hw_database_get_title (check->database);
  g_autoptr (HwDifferences) drift = find_drift (cli, check, version);
  g_autofree char *revisions = hw_version_to_text (version);
  g_autofree char *list = NULL;
  g_autofree char *hint = NULL;

  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return FALSE;
  if (drift == NULL || hw_differences_get_n (drift) == 0)
    return TRUE;
  list = dup_list (drift);
  hint = g_strdup_printf (_ ("If the migrations are right, mend it first: headway reconcile %s, "
                             "with --destroy where something is too much. If the database is "
                             "right, add --replace."),
                          title);
  hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s is not what is expected at %s: %s"), title,
                revisions, list);
  return FALSE;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look_at_one (cli, arguments[0], error);
  g_auto (GStrv) version = NULL;
  g_autofree char *path = NULL;
  const HwCheck *check;

  if (checks == NULL)
    return HW_EXIT_FAILED;
  check = g_ptr_array_index (checks, 0);
  if (check->live == NULL)
    {
      g_propagate_error (error, g_error_copy (check->error));
      return HW_EXIT_FAILED;
    }
  version = get_version (check, error);
  if (version == NULL)
    return HW_EXIT_REFUSED;
  if (!replace && !check_drift (cli, check, (const char *const *) version, error))
    return HW_EXIT_REFUSED;
  path =
      hw_snapshot_write (hw_database_get_service (check->database), (const char *const *) version,
                         check->live, check->server_major, replace, error);
  if (path == NULL)
    return HW_EXIT_FAILED;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "file", path);
      hw_json_add_strings (builder, "version", (const char *const *) version);
      json_builder_end_object (builder);
      hw_cli_print_json (builder);
    }
  else
    {
      g_print (_ ("Wrote %s. Commit it beside the migrations.\n"), path);
    }
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_snapshot = {
  .name = "snapshot",
  .arguments = "SERVICE[@ENV]",
  .summary = N_ ("the live schema at its revision, as a file to commit"),
  .description =
      N_ ("Writes the schema as plain SQL beside the migrations. From then on the expected "
          "schema at this\nrevision is known without running any migration, and later ones "
          "are replayed from here. For a\nhistory that starts on tables that existed "
          "before, take one at base.\n\n"
          "A database that differs from what is expected at its revision is refused, and a file "
          "that says\nsomething else is left alone, unless --replace is given.\n\n"
          "Examples:\n  headway snapshot order@production\n"
          "  headway snapshot order@local --revision base"),
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
