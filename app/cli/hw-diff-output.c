/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diff-output.c: what `headway diff` found, as a script and as JSON. */

#include "hw-diff-output.h"

#include <glib/gi18n.h>

#include "hw-cli.h"
#include "hw-rename.h"

GPtrArray *
hw_diff_dup_left_out (GPtrArray *whole, GPtrArray *part)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *left_out = g_ptr_array_new ();

  for (guint i = 0; i < part->len; i++)
    {
      HwDdlStatement *statement = g_ptr_array_index (part, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, statement->sql));

      g_hash_table_insert (counts, statement->sql, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < whole->len; i++)
    {
      HwDdlStatement *statement = g_ptr_array_index (whole, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, statement->sql));

      if (n == 0)
        g_ptr_array_add (left_out, statement);
      else
        g_hash_table_insert (counts, statement->sql, GUINT_TO_POINTER (n - 1));
    }
  return left_out;
}

static void
append_statement (GString *text, const HwDdlStatement *statement)
{
  if (!statement->transactional)
    g_string_append (text, _ ("-- not in a transaction block:\n"));
  if (statement->secret)
    g_string_append (text, _ ("-- holds a password in clear text:\n"));
  if (statement->needs != NULL)
    g_string_append_printf (text, "-- %s\n", statement->needs);
  g_string_append_printf (text, "%s;\n", statement->sql);
}

static void
append_comment (GString *text, const HwDdlStatement *statement)
{
  g_auto (GStrv) lines = g_strsplit (statement->sql, "\n", -1);

  if (statement->secret)
    g_string_append (text, _ ("-- holds a password in clear text:\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "-- %s%s\n", lines[i], lines[i + 1] == NULL ? ";" : "");
}

/* What is recognised but not accepted. */
static void
append_recognised (GString *text, const HwRename *rename)
{
  g_autofree char *term = hw_rename_dup_term (rename);
  g_autofree char *word = hw_cli_dup_word (term);

  g_string_append_printf (text, _ ("-- %s %s may now be %s: %s. To rename it: --rename %s\n"),
                          rename->kind, rename->old_name, rename->new_name, rename->reason, word);
}

char *
hw_diff_to_text (const HwDiff *diff)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < diff->renames->len; i++)
    {
      const HwRename *rename = g_ptr_array_index (diff->renames, i);

      if (!rename->accepted)
        append_recognised (text, rename);
    }
  for (guint i = 0; i < diff->statements->len; i++)
    append_statement (text, g_ptr_array_index (diff->statements, i));
  if (diff->left_out->len > 0)
    g_string_append_printf (
        text, _ ("%s-- Left out, for it loses data or objects (--destroy includes it):\n"),
        diff->statements->len > 0 ? "\n" : "");
  for (guint i = 0; i < diff->left_out->len; i++)
    append_comment (text, g_ptr_array_index (diff->left_out, i));
  return g_string_free (text, FALSE);
}

static gboolean
holds_secret (GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    if (((const HwDdlStatement *) g_ptr_array_index (statements, i))->secret)
      return TRUE;
  return FALSE;
}

gboolean
hw_diff_holds_secret (const HwDiff *diff)
{
  return holds_secret (diff->statements) || holds_secret (diff->left_out);
}

static void
add_statements (JsonBuilder *builder, const char *name, GPtrArray *statements)
{
  hw_json_begin_array (builder, name);
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
      hw_json_add_boolean (builder, "secret", statement->secret);
      hw_json_add_string (builder, "needs", statement->needs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_renames (JsonBuilder *builder, GPtrArray *renames)
{
  hw_json_begin_array (builder, "renames");
  for (guint i = 0; i < renames->len; i++)
    {
      const HwRename *rename = g_ptr_array_index (renames, i);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "kind", rename->kind);
      hw_json_add_string (builder, "from", rename->old_name);
      hw_json_add_string (builder, "to", rename->new_name);
      hw_json_add_string (builder, "reason", rename->reason);
      hw_json_add_boolean (builder, "accepted", rename->accepted);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hw_diff_add_json (JsonBuilder *builder, const HwDiff *diff)
{
  json_builder_begin_object (builder);
  add_statements (builder, "statements", diff->statements);
  add_statements (builder, "left_out", diff->left_out);
  add_renames (builder, diff->renames);
  hw_json_add_boolean (builder, "proved", diff->proved);
  json_builder_end_object (builder);
}
