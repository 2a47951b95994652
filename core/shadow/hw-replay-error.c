/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-replay-error.c: why a revision could not be replayed, and what the user can do about it. */

#include "hw-replay-error.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-json.h"

/* undefined_table, _column, _object, _function, invalid_schema_name: made by no revision. */
static const char *const absent_states[] = { "42P01", "42703", "42704", "42883", "3F000" };
/* Longer statements are cut in messages. */
#define SHOWN 300

static const char *
get_example (HwService *service)
{
  if (hw_service_get_n_databases (service) > 0)
    return hw_database_get_title (hw_service_get_database (service, 0));
  return hw_service_get_name (service);
}

static gboolean
is_absent (const char *state)
{
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (absent_states); i++)
    if (g_str_equal (state, absent_states[i]))
      return TRUE;
  return FALSE;
}

/* (transfer full): ", in: STATEMENT" on one line; "" without one. */
static char *
dup_shown (const char *statement)
{
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;

  if (statement == NULL)
    return g_strdup ("");
  valid = g_utf8_make_valid (statement, -1);
  line = g_utf8_substring (valid, 0, MIN (SHOWN, g_utf8_strlen (valid, -1)));
  g_strdelimit (line, "\n\t\r", ' ');
  return g_strdup_printf (", in: %s", line);
}

/* Whether a line of @statement is a command of psql, or the end of rows that only psql sends; or
 * one behind a statement (\gexec) is what the server stumbled over, by its @words. */
static gboolean
is_for_psql (const char *words, const char *statement)
{
  return strchr (words, '\\') != NULL ||
         (statement != NULL && (statement[0] == '\\' || strstr (statement, "\n\\") != NULL));
}

static char *
dup_hint (HwService *service, gboolean absent, const char *state, const char *words,
          const char *statement)
{
  const char *example = get_example (service);

  if (g_strcmp0 (state, "42601") == 0 && is_for_psql (words, statement))
    return g_strdup (
        _ ("Only SQL is run: commands of psql (\\set, \\i, \\echo) are none, nor are the "
           "rows of COPY … FROM stdin. Take them out; write rows with INSERT."));

  if (absent)
    return g_strdup_printf (
        _ ("The history begins on objects that it does not create, or this is written for another "
           "database system. `headway snapshot %s` writes the schema of that database, if it is "
           "in order and has passed this revision, as a file to commit; it is built from there."),
        example);
  if (g_strcmp0 (state, "58P01") == 0 || (g_strcmp0 (state, "0A000") == 0 && statement != NULL &&
                                          strcasestr (statement, "extension") != NULL))
    return g_strdup (_ ("If an extension is missing, install its package for the shadow server "
                        "(Debian: postgresql-MAJOR-NAME), or set Shadow=server to build on the "
                        "service's own."));
  if (g_strcmp0 (state, "55P04") == 0)
    return g_strdup (_ ("Put what uses the new value into a revision behind this one: each is one "
                        "transaction, even where it says COMMIT."));
  return g_strdup_printf (_ ("Mend the revision, or write a snapshot of a database that has passed "
                             "it: `headway snapshot %s`."),
                          example);
}

static void
set_server (HwService *service, const HwRevision *revision, const char *state, const char *words,
            const char *statement, GError **error)
{
  gboolean absent = is_absent (state);
  g_autofree char *shown = dup_shown (statement);
  g_autofree char *hint = dup_hint (service, absent, state, words, statement);

  hw_set_error (error, absent ? HW_ERROR_NEEDS_SNAPSHOT : HW_ERROR_FAILED, hint,
                absent
                    ? _ ("Revision %s of %s needs something that no revision before it makes (%s): "
                         "%s%s")
                    : _ ("Revision %s of %s cannot be replayed (%s): %s%s"),
                revision->id, hw_service_get_name (service), revision->file, words, shown);
}

void
hw_replay_error_set_from_server (HwService *service, const HwRevision *revision,
                                 const GError *cause, GError **error)
{
  const HwPostgresErrorDetails *details = hw_postgres_error_get_details (cause);

  if (details == NULL || details->sqlstate == NULL)
    g_propagate_error (error, g_error_copy (cause));
  else
    set_server (service, revision, details->sqlstate, cause->message, details->statement, error);
}

void
hw_replay_error_set_from_report (HwService *service, const HwRevision *revision, JsonObject *report,
                                 GError **error)
{
  JsonObject *up = hw_json_get_object (report, "up");
  const char *module = up == NULL ? NULL : hw_json_get_string (up, "missing_module");
  const char *problem = up == NULL ? NULL : hw_json_get_string (up, "problem");
  JsonObject *server = up == NULL ? NULL : hw_json_get_object (up, "server");

  if (module != NULL)
    {
      const char *reason = hw_json_get_string (up, "missing_reason");
      g_autofree char *hint =
          g_strdup_printf (_ ("Set Python= of the service to the interpreter of its own "
                              "environment (and what it reads "
                              "from the environment), or write a snapshot: `headway snapshot %s`."),
                           get_example (service));

      hw_set_error (
          error, HW_ERROR_NEEDS_ENVIRONMENT, hint,
          _ ("Revision %s of %s needs the module %s, which cannot be imported here: %s (%s)"),
          revision->id, hw_service_get_name (service), module, reason != NULL ? reason : problem,
          revision->file);
    }
  else if (server != NULL)
    set_server (service, revision, hw_json_get_string (server, "sqlstate"),
                hw_json_get_string (server, "message"), hw_json_get_string (server, "statement"),
                error);
  else
    {
      /* SQLAlchemy looked for a table in the catalogs itself. */
      gboolean absent = problem != NULL && g_str_has_prefix (problem, "NoSuchTableError");

      set_server (service, revision, absent ? "42P01" : NULL,
                  problem != NULL ? problem : _ ("the recorder did not say why"), NULL, error);
    }
}
