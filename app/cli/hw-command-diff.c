/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-diff.c: `headway diff`: the DDL that turns one schema into another. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-ddl-online.h"
#include "hw-diff-output.h"
#include "hw-error.h"
#include "hw-file-write.h"
#include "hw-filter.h"
#include "hw-renaming.h"
#include "hw-schema-source.h"
#include "hw-trial.h"

static gboolean destroy, reverse, owners, privileges, prove, online, renames;
static char *output;
static char **only, **exclude, **rename_terms;

static const GOptionEntry options[] = {
  { "destroy", 0, 0, G_OPTION_ARG_NONE, &destroy, N_ ("Also what loses data or objects"), NULL },
  { "reverse", 0, 0, G_OPTION_ARG_NONE, &reverse, N_ ("From TO to FROM instead"), NULL },
  { "owners", 0, 0, G_OPTION_ARG_NONE, &owners, N_ ("Compare owners too"), NULL },
  { "privileges", 0, 0, G_OPTION_ARG_NONE, &privileges, N_ ("Compare privileges (GRANT) too"),
    NULL },
  { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &only,
    N_ ("Only objects of this schema=, kind= or name= (repeatable; * and ? stand for anything)"),
    "FIELD=PATTERN" },
  { "exclude", 0, 0, G_OPTION_ARG_STRING_ARRAY, &exclude, N_ ("Not these objects (likewise)"),
    "FIELD=PATTERN" },
  { "rename", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rename_terms,
    N_ ("Rename rather than drop and create (repeatable), for example table:orders=purchases"),
    "KIND:OLD=NEW" },
  { "renames", 0, 0, G_OPTION_ARG_NONE, &renames, N_ ("Rename whatever is recognised as renamed"),
    NULL },
  { "online", 0, 0, G_OPTION_ARG_NONE, &online,
    N_ ("Prefer statements that let others read and write meanwhile"), NULL },
  { "prove", 0, 0, G_OPTION_ARG_NONE, &prove, N_ ("Try the script on a copy of FROM first"), NULL },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write the script to a file"), "FILE" },
  { NULL },
};

/* The two schemas, and the major version each was read or built on. */
typedef struct
{
  HwSchema *schemas[2];
  guint majors[2];
} HwPair;

static void
pair_clear (HwPair *pair)
{
  g_clear_pointer (&pair->schemas[0], hw_schema_unref);
  g_clear_pointer (&pair->schemas[1], hw_schema_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwPair, pair_clear)

static gboolean
is_live (const char *text)
{
  HwSourceKind kind = hw_schema_source_get_kind (text);

  return kind == HW_SOURCE_CONNECTION || kind == HW_SOURCE_DATABASE;
}

/* A live side is read first: the other is then built on its major version. */
static gboolean
load_pair (HwCli *cli, const char *const *names, const HwCompareOptions *compare, HwPair *pair,
           GError **error)
{
  guint first = is_live (names[0]) || !is_live (names[1]) ? 0 : 1;

  for (guint i = 0; i < 2; i++)
    {
      guint side = i == 0 ? first : 1 - first;

      pair->majors[side] = pair->majors[1 - side];
      pair->schemas[side] =
          hw_schema_source_load (names[side], cli->fleet, cli->shadow, cli->environment, compare,
                                 &pair->majors[side], cli->cancellable, error);
      if (pair->schemas[side] == NULL)
        return FALSE;
    }
  if (pair->majors[0] != pair->majors[1] && pair->majors[0] != 0 && pair->majors[1] != 0)
    g_printerr (
        _ ("headway: %s is of PostgreSQL %u and %s of %u: definitions that the two versions "
           "print otherwise can look different and not be.\n"),
        names[0], pair->majors[0], names[1], pair->majors[1]);
  return TRUE;
}

/* Whether all can be compared, passwords too: not with what a history builds, which is kept on disk
 * without them, nor where a copy takes the place of FROM. */
static gboolean
is_whole (const char *const *names)
{
  return rename_terms == NULL && !renames &&
         hw_schema_source_get_kind (names[0]) != HW_SOURCE_REVISION &&
         hw_schema_source_get_kind (names[1]) != HW_SOURCE_REVISION;
}

/* What cannot be written is at least named. */
static void
warn_unknown (const char *name, HwSchema *schema)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (g_str_equal (hw_object_get_kind_name (object), "unknown"))
        g_printerr (
            _ ("headway: %s has the %s %s, a kind of object that Headway does not know: it is "
               "left out.\n"),
            name, hw_object_get (object, "form"), hw_object_get_name (object));
      if (hw_object_is_unreadable (object))
        {
          g_autofree char *title = hw_object_dup_title (object);

          g_printerr (_ ("headway: %s: its role may not read what the %s %s is like, only that it "
                         "is there: it is not compared. Connect as a superuser to see it.\n"),
                      name, hw_object_get_kind_name (object), title);
        }
    }
}

static gboolean
needs_fleet (const char *const *names)
{
  for (guint i = 0; i < 2; i++)
    {
      HwSourceKind kind = hw_schema_source_get_kind (names[i]);

      if (kind == HW_SOURCE_DATABASE || kind == HW_SOURCE_REVISION)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (element-type HwRename): what has another name; FROM as it is once what is
 * accepted is renamed. */
static GPtrArray *
find_renames (HwCli *cli, HwPair *pair, HwFilter *filter, const HwCompareOptions *compare,
              GError **error)
{
  const HwRenamingOptions renaming = { .terms = (const char *const *) rename_terms,
                                       .all = renames,
                                       .filter = filter,
                                       .major = pair->majors[0] };

  return hw_renaming_run (cli->fleet, &pair->schemas[0], pair->schemas[1], &renaming, compare,
                          cli->cancellable, error);
}

/* What is not to be compared becomes as it is in FROM. */
static void
narrow (HwPair *pair, HwFilter *filter)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  HwSchema *mixed;

  mixed = hw_filter_mix (filter, pair->schemas[0], pair->schemas[1], notes);
  hw_schema_unref (pair->schemas[1]);
  pair->schemas[1] = mixed;
  for (guint i = 0; i < notes->len; i++)
    g_printerr (_ ("headway: %s, which is left out.\n"), (char *) g_ptr_array_index (notes, i));
}

/* (transfer full) */
static GPtrArray *
write_script (const HwPair *pair, const HwDdlOptions *writing, GError **error)
{
  g_autoptr (GPtrArray) statements =
      hw_ddl_write (pair->schemas[0], pair->schemas[1], writing, error);

  if (statements == NULL || !online)
    return g_steal_pointer (&statements);
  return hw_ddl_to_online (statements, pair->schemas[0]);
}

/* Whether what was written, passwords apart, was tried on a copy. */
static gboolean
prove_script (HwCli *cli, const HwPair *pair, HwSchema *from, GPtrArray *found,
              const HwDdlOptions *written, GError **error)
{
  HwDdlOptions writing = *written;
  g_autoptr (GPtrArray) script = hw_renaming_dup_statements (found);
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (HwScratchServer) server = NULL;
  g_autoptr (HwScratch) copy = NULL;

  writing.compare.whole = FALSE;
  statements = write_script (pair, &writing, error);
  if (statements == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (script, g_steal_pointer (&statements));
  server = hw_scratch_server_open (cli->fleet, pair->majors[0], NULL, cli->cancellable, error);
  copy = server == NULL ? NULL
                        : hw_trial_copy (server, from, &writing.compare, cli->cancellable, error);
  return copy != NULL &&
         hw_trial_run (copy, script, pair->schemas[1], &writing, cli->cancellable, error);
}

static gboolean
print_diff (HwCli *cli, const HwDiff *diff, GError **error)
{
  g_autofree char *text = NULL;

  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      hw_diff_add_json (builder, diff);
      hw_cli_print_json (builder);
    }
  if (cli->json && output == NULL)
    return TRUE;
  text = hw_diff_to_text (diff);
  if (output != NULL)
    return hw_file_write (output, text, hw_diff_holds_secret (diff) ? 0600 : 0666, error);
  g_print ("%s", text);
  return TRUE;
}

static guint
count_recognised (GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += !((HwRename *) g_ptr_array_index (found, i))->accepted;
  return n;
}

static void
report (const HwDiff *diff)
{
  guint n = diff->left_out->len, n_renames = count_recognised (diff->renames);

  if (n_renames > 0)
    g_printerr (ngettext ("headway: %u thing may only have another name; --renames keeps it.\n",
                          "headway: %u things may only have another name; --renames keeps them.\n",
                          n_renames),
                n_renames);
  if (n > 0)
    g_printerr (ngettext ("headway: %u statement that would lose data or objects is left out; "
                          "--destroy includes it.\n",
                          "headway: %u statements that would lose data or objects are left out; "
                          "--destroy includes them.\n",
                          n),
                n);
  if (hw_diff_holds_secret (diff))
    g_printerr (_ ("headway: the script holds passwords in clear text.\n"));
  if (diff->proved)
    g_printerr (n > 0
                    ? _ ("headway: proved on a copy: after the script nothing remains but what is "
                         "left out.\n")
                    : _ ("headway: proved on a copy: after the script nothing remains.\n"));
}

/* They may do so in what no statement can change: a kind of object that Headway does not know. */
static gboolean
differ (const HwPair *pair, const HwCompareOptions *compare)
{
  g_autoptr (HwDifferences) differences =
      hw_schema_compare (pair->schemas[1], pair->schemas[0], compare);

  return hw_differences_get_n (differences) > 0;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const char *names[] = { arguments[reverse ? 1 : 0], arguments[reverse ? 0 : 1], NULL };
  const HwDdlOptions writing = {
    .compare = { .owners = owners, .privileges = privileges, .whole = is_whole (names) },
    .destroy = destroy,
  };
  HwDdlOptions all = writing;
  g_auto (HwPair) pair = { 0 };
  g_autoptr (HwFilter) filter = NULL;
  g_autoptr (HwSchema) from = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) script = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) left_out = NULL;
  HwDiff diff = { 0 };

  if (needs_fleet (names) && !hw_cli_load_fleet (cli, error))
    return HW_EXIT_USAGE;
  filter = hw_filter_new ((const char *const *) only, (const char *const *) exclude, error);
  if (filter == NULL)
    return HW_EXIT_USAGE;
  if (!load_pair (cli, names, &writing.compare, &pair, error))
    return HW_EXIT_FAILED;
  warn_unknown (names[0], pair.schemas[0]);
  warn_unknown (names[1], pair.schemas[1]);
  from = hw_schema_ref (pair.schemas[0]);
  found = find_renames (cli, &pair, filter, &writing.compare, error);
  if (found == NULL)
    return HW_EXIT_FAILED;
  if (only != NULL || exclude != NULL)
    narrow (&pair, filter);
  all.destroy = TRUE;
  statements = write_script (&pair, &writing, error);
  whole = statements == NULL ? NULL : write_script (&pair, &all, error);
  if (whole == NULL)
    return HW_EXIT_FAILED;
  left_out = hw_diff_dup_left_out (whole, statements);
  script = hw_renaming_dup_statements (found);
  g_ptr_array_extend_and_steal (script, g_steal_pointer (&statements));
  if (prove && !prove_script (cli, &pair, from, found, &writing, error))
    return HW_EXIT_FAILED;
  diff = (HwDiff){ script, left_out, found, prove };
  if (!print_diff (cli, &diff, error))
    return HW_EXIT_FAILED;
  report (&diff);
  return script->len + left_out->len > 0 || differ (&pair, &writing.compare) ? HW_EXIT_ATTENTION
                                                                             : HW_EXIT_CLEAN;
}

const HwCommand hw_command_diff = {
  .name = "diff",
  .arguments = "FROM TO",
  .summary = N_ ("DDL that turns FROM into TO"),
  .description = N_ (
      "Reads two schemas and prints the script that turns the first into the second, in the order\n"
      "of dependencies, keeping data. Changes nothing. Each side is one of\n"
      "  a connection string or URI   \"host=localhost dbname=shop\", postgresql:///shop\n"
      "  a file NAME.sql              run in a scratch database of a private server\n"
      "  SERVICE[@ENVIRONMENT]        the live schema of a database of the fleet\n"
      "  SERVICE:REVISION             what the history builds (base, head, an id)\n"
      "Statements that lose data or objects stand in comments at the end unless --destroy is\n"
      "given. A FIELD=PATTERN like schema=app, kind=trigger, name='tmp_*' or name=orders.total\n"
      "means the objects that fit and all that is in them; --only terms for the same field are\n"
      "alternatives. With --online indexes are made CONCURRENTLY, constraints NOT VALID and then\n"
      "validated, NOT NULL by way of a validated check; what refuses a transaction block is "
      "marked.\n"
      "What may only have another name stands in comments at the top, and is dropped and made "
      "anew\n"
      "unless --rename says that it is the same, or --renames that all of them are. KIND may be "
      "left\n"
      "out where the names are clear; a label is enum-value:mood.happy=glad.\n"
      "Passwords of user mappings and subscriptions, where the role may read them, are compared "
      "and\n"
      "written, as pg_dump writes them, unless a side is a revision or something is renamed: a\n"
      "comment marks each, and --output makes the file readable by you alone.\n"
      "Exit status 0: they are equal; 1: they differ.\n\n"
      "Examples:\n"
      "  headway diff postgresql:///shop_old postgresql:///shop_new\n"
      "  headway diff order@staging order@production --only schema=app --exclude kind=trigger\n"
      "  headway diff order@local order:head --destroy --prove --output mend.sql"),
  .options = options,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
