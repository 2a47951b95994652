/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-diff.c: `headway diff`: the DDL that turns one schema into another. */

#include "hw-command.h"
#include "hw-ddl.h"
#include "hw-error.h"
#include "hw-schema-source.h"

static gboolean destroy, reverse, owners, privileges;
static char *output;

static const GOptionEntry options[] = {
  { "destroy", 0, 0, G_OPTION_ARG_NONE, &destroy, "Also what loses data or objects", NULL },
  { "reverse", 0, 0, G_OPTION_ARG_NONE, &reverse, "From TO to FROM instead", NULL },
  { "owners", 0, 0, G_OPTION_ARG_NONE, &owners, "Compare owners too", NULL },
  { "privileges", 0, 0, G_OPTION_ARG_NONE, &privileges, "Compare privileges (GRANT) too", NULL },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Write the script to a file", "FILE" },
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
load_pair (HwCli *cli, const char *const *names, HwPair *pair, GError **error)
{
  guint first = is_live (names[0]) || !is_live (names[1]) ? 0 : 1;

  for (guint i = 0; i < 2; i++)
    {
      guint side = i == 0 ? first : 1 - first;

      pair->majors[side] = pair->majors[1 - side];
      pair->schemas[side] =
          hw_schema_source_load (names[side], cli->fleet, cli->shadow, cli->environment,
                                 &pair->majors[side], cli->cancellable, error);
      if (pair->schemas[side] == NULL)
        return FALSE;
    }
  if (pair->majors[0] != pair->majors[1] && pair->majors[0] != 0 && pair->majors[1] != 0)
    g_printerr ("headway: %s is of PostgreSQL %u and %s of %u: definitions that the two versions "
                "print otherwise can look different and not be.\n",
                names[0], pair->majors[0], names[1], pair->majors[1]);
  return TRUE;
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

static void
print_json (GPtrArray *statements)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "statements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);
      g_autofree char *title =
          statement->object != NULL ? hw_object_dup_title (statement->object) : NULL;

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "sql", statement->sql);
      hw_json_add_string (builder, "risk", hw_risk_to_string (statement->risk));
      hw_json_add_string (builder, "kind",
                          statement->object != NULL ? hw_object_get_kind_name (statement->object)
                                                    : NULL);
      hw_json_add_string (builder, "name", title);
      hw_json_add_boolean (builder, "transactional", statement->transactional);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* How many statements only --destroy would add. */
static guint
count_left_out (GPtrArray *statements, const HwPair *pair, const HwDdlOptions *as)
{
  HwDdlOptions all = *as;
  g_autoptr (GPtrArray) whole = NULL;

  all.destroy = TRUE;
  whole = hw_ddl_write (pair->schemas[0], pair->schemas[1], &all, NULL);
  return whole == NULL ? 0 : whole->len - MIN (whole->len, statements->len);
}

static gboolean
print_script (GPtrArray *statements, GError **error)
{
  g_autofree char *text = hw_ddl_to_text (statements);

  if (output != NULL)
    return g_file_set_contents (output, text, -1, error);
  g_print ("%s", text);
  return TRUE;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const char *names[] = { arguments[reverse ? 1 : 0], arguments[reverse ? 0 : 1], NULL };
  const HwDdlOptions writing = {
    .compare = { .owners = owners, .privileges = privileges },
    .destroy = destroy,
  };
  g_auto (HwPair) pair = { 0 };
  g_autoptr (GPtrArray) statements = NULL;
  guint left_out;

  if (needs_fleet (names) && !hw_cli_load_fleet (cli, error))
    return HW_EXIT_USAGE;
  if (!load_pair (cli, names, &pair, error))
    return HW_EXIT_FAILED;
  statements = hw_ddl_write (pair.schemas[0], pair.schemas[1], &writing, error);
  if (statements == NULL)
    return HW_EXIT_FAILED;
  left_out = destroy ? 0 : count_left_out (statements, &pair, &writing);
  if (cli->json)
    print_json (statements);
  else if (!print_script (statements, error))
    return HW_EXIT_FAILED;
  if (left_out > 0)
    g_printerr ("headway: %u statement%s that would lose data or objects %s left out; --destroy "
                "includes %s.\n",
                left_out, left_out == 1 ? "" : "s", left_out == 1 ? "is" : "are",
                left_out == 1 ? "it" : "them");
  return statements->len + left_out > 0 ? HW_EXIT_ATTENTION : HW_EXIT_CLEAN;
}

const HwCommand hw_command_diff = {
  .name = "diff",
  .arguments = "FROM TO",
  .summary = "DDL that turns FROM into TO",
  .description =
      "Reads two schemas and prints the script that turns the first into the second, in the order\n"
      "of dependencies, keeping data. Changes nothing. Each side is one of\n"
      "  a connection string or URI   \"host=localhost dbname=shop\", postgresql:///shop\n"
      "  a file NAME.sql              run in a scratch database of a private server\n"
      "  SERVICE[@ENVIRONMENT]        the live schema of a database of the fleet\n"
      "  SERVICE:REVISION             what the history builds (base, head, an id)\n"
      "Exit status 0: they are equal; 1: they differ.\n\n"
      "Examples:\n"
      "  headway diff postgresql:///shop_old postgresql:///shop_new\n"
      "  headway diff order@staging order@production\n"
      "  headway diff order@local order:head --destroy --output mend.sql",
  .options = options,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
