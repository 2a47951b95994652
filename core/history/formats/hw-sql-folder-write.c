/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-folder-write.c: the next file, or pair of files, of a folder of numbered SQL files. */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-error.h"
#include "hw-name.h"
#include "hw-new-file.h"
#include "hw-sql-folder.h"

/* Numbers of at least so many digits are times. */
#define TIMESTAMP_DIGITS 14

/* (transfer full): @number + 1, at least as wide. */
static char *
dup_successor (const char *number)
{
  g_autoptr (GString) next = g_string_new (number);
  gsize i = next->len;

  while (i > 0 && next->str[i - 1] == '9')
    next->str[--i] = '0';
  if (i > 0)
    next->str[i - 1]++;
  else
    g_string_prepend_c (next, '1');
  return g_strdup (next->str);
}

/* The number for the revision after @last (nullable), in the same style. */
static char *
dup_next_number (const HwRevision *last, const char *first_number)
{
  g_autofree char *number = NULL;
  g_autofree char *now_text = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (last == NULL)
    return g_strdup (first_number);
  number = g_strndup (last->name, strspn (last->name, "0123456789"));
  now_text = g_date_time_format (now, "%Y%m%d%H%M%S");
  if (strlen (number) == TIMESTAMP_DIGITS && strcmp (now_text, number) > 0)
    return g_steal_pointer (&now_text);
  return dup_successor (number);
}

/* A folder of numbers is one line: a new revision can only follow the last. */
static gboolean
check_parent (const HwRevision *last, const HwNewRevision *revision, GError **error)
{
  guint n = g_strv_length ((char **) revision->down);

  if (last == NULL ? n == 0 : n == 1 && strcmp (revision->down[0], last->id) == 0)
    return TRUE;
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Numbered SQL files have no branches: let it follow the head."),
                _ ("a new revision must follow %s and nothing else"),
                last == NULL ? _ ("the base") : last->id);
  return FALSE;
}

gboolean
hw_sql_folder_check_id (HwHistory *history, const char *id, GError **error)
{
  guint n = hw_history_get_n (history);
  const char *last = n == 0 ? NULL : hw_history_get (history, n - 1)->id;
  gboolean is_number = id[0] != '\0' && id[strspn (id, "0123456789")] == '\0';

  if (!is_number)
    hw_set_error (error, HW_ERROR_USAGE,
                  _ ("Give it digits alone, or leave --rev-id out: then it is the next number."),
                  _ ("\"%s\" is no number, and SQL files are called by theirs"), id);
  else if (last != NULL &&
           hw_name_compare (hw_sql_without_zeros (id), hw_sql_without_zeros (last)) <= 0)
    hw_set_error (error, HW_ERROR_USAGE,
                  _ ("Give it a greater one, or leave --rev-id out: then it is the next number."),
                  _ ("\"%s\" does not come after \"%s\", the last number there is"), id, last);
  else
    return TRUE;
  return FALSE;
}

static char *
dup_text (const char *message, const char *sql)
{
  gboolean ends = sql != NULL && g_str_has_suffix (sql, "\n");

  return g_strdup_printf ("-- %s\n%s%s%s", message, sql == NULL ? "" : "\n", sql == NULL ? "" : sql,
                          sql == NULL || ends ? "" : "\n");
}

char *
hw_sql_folder_write (HwHistory *history, const HwNewRevision *revision, gboolean pairs,
                     const char *first_number, GError **error)
{
  guint n = hw_history_get_n (history);
  const HwRevision *last = n == 0 ? NULL : hw_history_get (history, n - 1);
  g_autofree char *number =
      revision->id != NULL ? g_strdup (revision->id) : dup_next_number (last, first_number);
  g_autofree char *slug = hw_new_file_dup_slug (revision->message, 0);
  g_autofree char *stem = g_strconcat (number, slug[0] == '\0' ? "" : "_", slug, NULL);
  g_autofree char *path = NULL;
  g_autofree char *down_path = NULL;
  g_autofree char *message = g_strdelimit (g_strdup (revision->message), "\n\r", ' ');
  g_autofree char *up = dup_text (message, revision->up);
  g_autofree char *down = dup_text (message, revision->downgrade);

  if (!check_parent (last, revision, error))
    return NULL;
  path = g_strdup_printf ("%s/%s%s", hw_history_get_folder (history), stem,
                          pairs ? ".up.sql" : ".sql");
  down_path = g_strdup_printf ("%s/%s.down.sql", hw_history_get_folder (history), stem);
  if (!hw_new_file_write (path, up, error))
    return NULL;
  if (pairs && !hw_new_file_write (down_path, down, error))
    {
      g_unlink (path);
      return NULL;
    }
  return g_steal_pointer (&path);
}
