/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-recording.c: what one revision did to a shadow database: its statements, up and down. */

#include "hw-recording.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-json.h"
#include "hw-revision-file.h"

static void
recorded_statement_free (gpointer data)
{
  HwRecordedStatement *statement = data;

  g_free (statement->sql);
  g_free (statement);
}

static HwRecordedStatement *
add_statement (HwRecordedDirection *direction, const char *sql, gboolean in_transaction)
{
  HwRecordedStatement *statement = g_new0 (HwRecordedStatement, 1);

  statement->sql = g_strdup (sql);
  statement->in_transaction = in_transaction;
  g_ptr_array_add (direction->statements, statement);
  return statement;
}

HwRisk
hw_recorded_statement_judge (const HwRecordedStatement *statement, gboolean *in_transaction)
{
  g_autoptr (GPtrArray) parts = statement->is_understood ? NULL : hw_script_split (statement->sql);
  HwRisk risk = statement->risk;

  *in_transaction = statement->in_transaction;
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const HwStatement *part = g_ptr_array_index (parts, i);

      risk = MAX (risk, part->risk);
      *in_transaction = *in_transaction && !(part->flags & HW_STATEMENT_NO_TRANSACTION);
    }
  return risk;
}

gboolean
hw_recorded_direction_is_idle (const HwRecordedDirection *direction)
{
  return direction->exists && direction->statements->len == 0 && !direction->reads_data &&
         direction->missing_module == NULL;
}

static void
direction_clear (HwRecordedDirection *direction)
{
  g_ptr_array_unref (direction->statements);
  g_free (direction->missing_module);
  g_free (direction->problem);
}

static HwRecording *
recording_new (const char *revision)
{
  HwRecording *recording = g_new0 (HwRecording, 1);

  g_atomic_ref_count_init (&recording->references);
  recording->revision = g_strdup (revision);
  recording->up.statements = g_ptr_array_new_with_free_func (recorded_statement_free);
  recording->down.statements = g_ptr_array_new_with_free_func (recorded_statement_free);
  return recording;
}

HwRecording *
hw_recording_ref (HwRecording *recording)
{
  g_atomic_ref_count_inc (&recording->references);
  return recording;
}

void
hw_recording_unref (HwRecording *recording)
{
  if (!g_atomic_ref_count_dec (&recording->references))
    return;
  direction_clear (&recording->up);
  direction_clear (&recording->down);
  g_strfreev (recording->notes);
  g_strfreev (recording->roles);
  g_free (recording->revision);
  g_free (recording);
}

/* What ends or divides a transaction is left out, which is no harm unless it would undo something.
 */
static void
fill_from_sql (HwRecordedDirection *direction, const char *text)
{
  g_autoptr (GPtrArray) parts = hw_script_split (text);

  direction->exists = TRUE;
  for (guint i = 0; i < parts->len; i++)
    {
      const HwStatement *part = g_ptr_array_index (parts, i);
      HwRecordedStatement *statement;

      if ((part->flags & HW_STATEMENT_ROLLBACK) && direction->problem == NULL)
        {
          direction->exists = FALSE;
          direction->problem = g_strdup_printf (
              _ ("line %u: %s is not run, since a file is kept as a whole or not at all"),
              part->line, part->sql);
        }
      if (part->flags & HW_STATEMENT_CONTROL)
        continue;
      statement =
          add_statement (direction, part->sql, !(part->flags & HW_STATEMENT_NO_TRANSACTION));
      statement->is_understood = TRUE;
      statement->risk = part->risk;
    }
}

HwRecording *
hw_recording_new_from_sql (const char *revision, const char *up, const char *down)
{
  HwRecording *recording = recording_new (revision);

  fill_from_sql (&recording->up, up);
  if (down != NULL)
    fill_from_sql (&recording->down, down);
  else
    recording->down.problem = g_strdup (_ ("there is no SQL for the way back"));
  recording->notes = g_new0 (char *, 1);
  return recording;
}

static void
append_statements (GString *text, const HwRecordedDirection *direction)
{
  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (direction->statements, i);

      g_string_append_printf (text, "%s;\n", statement->sql);
    }
}

GStrv
hw_recording_dup_roles (HwRecording *recording)
{
  g_autoptr (GString) text = NULL;

  if (recording->roles != NULL)
    return g_strdupv (recording->roles);
  text = g_string_new (NULL);
  append_statements (text, &recording->up);
  append_statements (text, &recording->down);
  return hw_script_dup_roles (text->str);
}

HwRecording *
hw_recording_read_sql (HwHistory *history, const HwRevision *revision, GError **error)
{
  g_autofree char *up = hw_revision_file_dup_sql (history, revision, FALSE, error);
  g_autofree char *down = NULL;
  g_autoptr (HwRecording) recording = NULL;
  g_autoptr (GError) local = NULL;

  if (up == NULL)
    return NULL;
  down = hw_revision_file_dup_sql (history, revision, TRUE, &local);
  if (down == NULL && !g_error_matches (local, HW_ERROR, HW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  recording = hw_recording_new_from_sql (revision->id, up, down);
  if (recording->up.exists)
    return g_steal_pointer (&recording);
  hw_set_error (error, HW_ERROR_HISTORY, _ ("Take it out, and what it would undo."), "%s: %s",
                revision->file, recording->up.problem);
  return NULL;
}

static gboolean
fill_from_json (HwRecordedDirection *direction, JsonObject *object)
{
  JsonArray *statements = hw_json_get_array (object, "statements");

  if (statements == NULL)
    return FALSE;
  direction->exists = hw_json_get_boolean (object, "exists");
  direction->reads_data = hw_json_get_boolean (object, "reads_data");
  direction->missing_module = g_strdup (hw_json_get_string (object, "missing_module"));
  direction->problem = g_strdup (hw_json_get_string (object, "problem"));
  for (guint i = 0; i < json_array_get_length (statements); i++)
    {
      JsonObject *statement = hw_json_get_element (statements, i);
      const char *sql = statement == NULL ? NULL : hw_json_get_string (statement, "sql");

      if (sql == NULL)
        return FALSE;
      add_statement (direction, sql, hw_json_get_boolean (statement, "in_transaction"));
    }
  return TRUE;
}

HwRecording *
hw_recording_new_from_json (JsonObject *report, GError **error)
{
  const char *revision = hw_json_get_string (report, "id");
  JsonObject *up = hw_json_get_object (report, "up");
  JsonObject *down = hw_json_get_object (report, "down");
  g_autoptr (HwRecording) recording = recording_new (revision);

  recording->notes = hw_json_dup_strings (report, "notes");
  if (hw_json_get_array (report, "roles") != NULL)
    recording->roles = hw_json_dup_strings (report, "roles");
  if (revision != NULL && up != NULL && down != NULL && fill_from_json (&recording->up, up) &&
      fill_from_json (&recording->down, down))
    return g_steal_pointer (&recording);
  hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("What should be a recorded revision is none"));
  return NULL;
}

static void
write_direction (JsonBuilder *builder, const char *name, const HwRecordedDirection *direction)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  hw_json_add_boolean (builder, "exists", direction->exists);
  hw_json_add_boolean (builder, "reads_data", direction->reads_data);
  hw_json_add_string (builder, "missing_module", direction->missing_module);
  hw_json_add_string (builder, "problem", direction->problem);
  hw_json_begin_array (builder, "statements");
  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (direction->statements, i);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "sql", statement->sql);
      hw_json_add_boolean (builder, "in_transaction", statement->in_transaction);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

JsonNode *
hw_recording_to_json (HwRecording *recording)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "id", recording->revision);
  write_direction (builder, "up", &recording->up);
  write_direction (builder, "down", &recording->down);
  hw_json_add_strings (builder, "notes", (const char *const *) recording->notes);
  if (recording->roles != NULL)
    hw_json_add_strings (builder, "roles", (const char *const *) recording->roles);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
