/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-file.c: writes a new Alembic revision file, in the shape Alembic's own template gives.
 *
 * The project's script.py.mako is a Python program and is not run. */

#include "hw-alembic-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-alembic-config.h"
#include "hw-error.h"
#include "hw-new-file.h"
#include "hw-script.h"

#define ID_LENGTH 12
/* version_num is a varchar(32). */
#define LONGEST_ID 32

/* @text inside a Python string between @quotes. */
static void
append_escaped (GString *out, const char *text, const char *quotes)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' || *p == quotes[0])
        g_string_append_c (out, '\\');
      if (*p == '\n' && quotes[1] == '\0')
        g_string_append (out, "\\n");
      else
        g_string_append_c (out, *p);
    }
}

static void
append_literal (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  append_escaped (out, text, "'");
  g_string_append_c (out, '\'');
}

/* None, an id, or a tuple of ids. */
static void
append_ids (GString *out, const char *const *ids)
{
  if (ids[0] == NULL)
    {
      g_string_append (out, "None");
      return;
    }
  g_string_append (out, ids[1] == NULL ? "" : "(");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_string_append (out, i == 0 ? "" : ", ");
      append_literal (out, ids[i]);
    }
  g_string_append (out, ids[1] == NULL ? "" : ")");
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* op.execute() takes ":name" for a parameter, unless a backslash stands before it (source:
 * SQLAlchemy's documentation of text()). */
static char *
escape_parameters (const char *sql)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = sql; *p != '\0'; p++)
    {
      char before = p == sql ? ' ' : p[-1];

      if (*p == ':' && is_word (p[1]) && before != ':' && !is_word (before))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  return g_strdup (out->str);
}

static void
append_body (GString *out, const char *name, const char *sql)
{
  g_autoptr (GPtrArray) statements = NULL;

  g_string_append_printf (out, "\n\ndef %s() -> None:\n", name);
  if (sql != NULL)
    statements = hw_script_split (sql);
  if (statements == NULL || statements->len == 0)
    g_string_append (out, "    pass\n");
  for (guint i = 0; statements != NULL && i < statements->len; i++)
    {
      const HwStatement *statement = statements->pdata[i];
      g_autofree char *escaped = escape_parameters (statement->sql);
      gboolean apart = (statement->flags & HW_STATEMENT_NO_TRANSACTION) != 0;
      gboolean several = strchr (escaped, '\n') != NULL;
      const char *quotes = several ? "\"\"\"" : "\"";

      if (apart)
        g_string_append (out, "    with op.get_context().autocommit_block():\n    ");
      g_string_append_printf (out, "    op.execute(%s", quotes);
      append_escaped (out, escaped, quotes);
      g_string_append_printf (out, "%s)\n", quotes);
    }
}

static char *
dup_text (const char *id, const HwNewRevision *revision, GDateTime *date)
{
  g_autoptr (GString) out = g_string_new ("\"\"\"");
  g_autofree char *parents = g_strjoinv (", ", (char **) revision->down);
  g_autofree char *time = g_date_time_format (date, "%Y-%m-%d %H:%M:%S.%f");

  append_escaped (out, revision->message, "\"\"\"");
  g_string_append_printf (out, "\n\nRevision ID: %s\nRevises: %s\nCreate Date: %s\n\n\"\"\"\n", id,
                          parents, time);
  g_string_append (out, "from alembic import op\nimport sqlalchemy as sa\n\n\n"
                        "# Alembic reads these.\nrevision = ");
  append_literal (out, id);
  g_string_append (out, "\ndown_revision = ");
  append_ids (out, revision->down);
  g_string_append (out, "\nbranch_labels = None\ndepends_on = None\n");
  append_body (out, "upgrade", revision->up);
  append_body (out, "downgrade", revision->downgrade);
  return g_strdup (out->str);
}

/* The value that a file_template's %(name)… stands for: a number, or a text. */
static gboolean
find_value (const char *name, const char *id, const char *slug, GDateTime *date, gint64 *number,
            const char **text)
{
  const struct
  {
    const char *name;
    gint64 number;
  } numbers[] = {
    { "epoch", g_date_time_to_unix (date) },     { "year", g_date_time_get_year (date) },
    { "month", g_date_time_get_month (date) },   { "day", g_date_time_get_day_of_month (date) },
    { "hour", g_date_time_get_hour (date) },     { "minute", g_date_time_get_minute (date) },
    { "second", g_date_time_get_second (date) },
  };

  *text = strcmp (name, "rev") == 0 ? id : strcmp (name, "slug") == 0 ? slug : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (name, numbers[i].name) == 0)
      {
        *number = numbers[i].number;
        return TRUE;
      }
  return *text != NULL;
}

/* Applies one conversion ("(month).2d" behind the %), as Python's % does. */
static gboolean
append_conversion (GString *out, const char **p, const char *id, const char *slug, GDateTime *date)
{
  const char *end = **p == '(' ? strchr (*p, ')') : NULL;
  g_autofree char *name = NULL;
  const char *text, *width;
  gint64 number = 0;
  guint n_digits;

  if (end == NULL)
    return FALSE;
  name = g_strndup (*p + 1, (gsize) (end - *p - 1));
  width = end + 1 + strspn (end + 1, ".0");
  n_digits = (guint) (g_ascii_isdigit (*width) ? *width++ - '0' : 0);
  if (!find_value (name, id, slug, date, &number, &text) ||
      (*width != 's' && (*width != 'd' || text != NULL)))
    return FALSE;
  if (text != NULL)
    g_string_append (out, text);
  else
    g_string_append_printf (out, "%0*" G_GINT64_FORMAT, (int) n_digits, number);
  *p = width + 1;
  return TRUE;
}

static char *
dup_file_name (const HwAlembicConfig *config, const char *id, const char *message, GDateTime *date,
               GError **error)
{
  g_autofree char *slug = hw_new_file_dup_slug (message, config->slug_length);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = config->file_template;

  while (*p != '\0')
    {
      if (p[0] == '%' && p[1] == '%')
        {
          g_string_append_c (out, '%');
          p += 2;
        }
      else if (*p != '%')
        {
          g_string_append_c (out, *p++);
        }
      else if (p++, !append_conversion (out, &p, id, slug, date))
        {
          hw_set_error (error, HW_ERROR_HISTORY,
                        _ ("Use %(rev)s, %(slug)s, %(epoch)s, %(year)d, %(month).2d, %(day).2d, "
                           "%(hour).2d, %(minute).2d and %(second).2d."),
                        _ ("file_template = %s cannot be understood at \"%%%s\""),
                        config->file_template, p);
          return NULL;
        }
    }
  g_string_append (out, ".py");
  return g_strdup (out->str);
}

static GDateTime *
new_date (const HwAlembicConfig *config, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *upper = NULL;

  if (config->timezone == NULL || config->timezone[0] == '\0')
    return g_date_time_new_now_local ();
  upper = g_ascii_strup (config->timezone, -1);
  zone = g_time_zone_new_identifier (config->timezone);
  if (zone == NULL)
    zone = g_time_zone_new_identifier (upper);
  if (zone == NULL)
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Write one like UTC or Europe/Berlin."),
                    _ ("alembic.ini: there is no timezone \"%s\""), config->timezone);
      return NULL;
    }
  return g_date_time_new_now (zone);
}

/* Where the parent is, else the first of the folders: as Alembic does. */
static char *
dup_folder (HwHistory *history, const HwAlembicConfig *config, const HwNewRevision *revision)
{
  const HwRevision *parent =
      revision->down[0] == NULL ? NULL : hw_history_find (history, revision->down[0]);

  if (config->locations[1] == NULL || parent == NULL)
    return g_strdup (config->locations[0]);
  return g_path_get_dirname (parent->file);
}

static char *
dup_new_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strndup (uuid + strlen (uuid) - ID_LENGTH, ID_LENGTH);
}

/* Alembic refuses "@", "-" and "+", which it reads as parts of an expression; a file's name has
 * room for few of the others. */
static gboolean
is_plain (const char *id)
{
  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '_' && *p != '.' && !g_unichar_isalnum (g_utf8_get_char (p)))
      return FALSE;
  return id[0] != '\0';
}

gboolean
hw_alembic_file_check_id (HwHistory *history, const char *id, GError **error)
{
  static const char *const words[] = { "base", "current", "head", "heads", NULL };

  if (!is_plain (id))
    hw_set_error (error, HW_ERROR_USAGE, _ ("Use letters, digits, \"_\" and \".\"."),
                  _ ("\"%s\" cannot be the id of a revision"), id);
  else if (g_strv_contains (words, id))
    hw_set_error (error, HW_ERROR_USAGE, _ ("Choose another id."),
                  _ ("\"%s\" cannot be the id of a revision: the word has a meaning of its own"),
                  id);
  else if (g_utf8_strlen (id, -1) > LONGEST_ID)
    hw_set_error (error, HW_ERROR_USAGE, _ ("Choose a shorter id."),
                  _ ("\"%s\" is too long: Alembic's version table has room for %d characters"), id,
                  LONGEST_ID);
  else
    return TRUE;
  return FALSE;
}

char *
hw_alembic_file_write (HwHistory *history, const char *path, const HwNewRevision *revision,
                       GError **error)
{
  g_autoptr (HwAlembicConfig) config = hw_alembic_config_load (path, error);
  g_autofree char *id = revision->id != NULL ? g_strdup (revision->id) : dup_new_id ();
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *file = NULL;

  if (config == NULL)
    return NULL;
  date = new_date (config, error);
  if (date == NULL)
    return NULL;
  name = dup_file_name (config, id, revision->message, date, error);
  if (name == NULL)
    return NULL;
  folder = dup_folder (history, config, revision);
  file = g_build_filename (folder, name, NULL);
  text = dup_text (id, revision, date);
  return hw_new_file_write (file, text, error) ? g_steal_pointer (&file) : NULL;
}
