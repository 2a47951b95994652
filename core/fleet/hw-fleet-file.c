/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-file.c: the text of a fleet file: its lines, groups and keys, kept as they were written.
 */

#include "hw-fleet-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-file-write.h"

/* A fleet of a thousand databases takes about 200 KiB: what is larger is something else. */
#define MAX_SIZE (4 * 1024 * 1024)

struct _HwFleetFile
{
  char *path;
  GPtrArray *lines;
};

static void
line_free (gpointer data)
{
  HwLine *line = data;

  g_free (line->text);
  g_free (line->name);
  g_free (line->value);
  g_free (line);
}

/* Takes over @name and @value. */
static HwLine *
line_new (HwLineKind kind, const char *text, gsize length, char *name, char *value)
{
  HwLine *line = g_new0 (HwLine, 1);

  line->kind = kind;
  line->text = g_strndup (text, length);
  line->name = name;
  line->value = value;
  return line;
}

gboolean
hw_fleet_file_fail (HwFleetFile *file, guint i, GError **error, const char *hint,
                    const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  hw_set_error (error, HW_ERROR_FLEET_FILE, hint, "%s:%u: %s", file->path, i + 1, message);
  return FALSE;
}

/* GLib's escapes in a key file: \s, \n, \t, \r and \\. NULL when there is another one. */
static char *
unescape (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      static const char letters[] = "sntr\\", meanings[] = " \n\t\r\\";
      const char *letter;

      if (*p != '\\')
        {
          g_string_append_c (out, *p);
          continue;
        }
      letter = p[1] == '\0' ? NULL : strchr (letters, p[1]);
      if (letter == NULL)
        return NULL;
      g_string_append_c (out, meanings[letter - letters]);
      p++;
    }
  return g_strdup (out->str);
}

/* Spaces only need an escape where they would be taken for layout. */
static char *
escape (const char *value)
{
  GString *out = g_string_new (NULL);
  size_t last = strlen (value) - 1;

  for (size_t i = 0; value[i] != '\0'; i++)
    {
      switch (value[i])
        {
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case ' ':
          g_string_append (out, i == 0 || i == last ? "\\s" : " ");
          break;
        default:
          g_string_append_c (out, value[i]);
        }
    }
  return g_string_free (out, FALSE);
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

gboolean
hw_fleet_file_can_be_group (const char *name)
{
  return *name != '\0' && g_utf8_validate (name, -1, NULL) && strpbrk (name, "[]") == NULL &&
         !has_control (name);
}

static HwLine *
parse_group (HwFleetFile *file, guint i, const char *text, gsize length, const char *stripped,
             GError **error)
{
  size_t n = strlen (stripped);
  g_autofree char *name = NULL;

  if (stripped[n - 1] != ']')
    {
      hw_fleet_file_fail (file, i, error,
                          _ ("Write the group on a line of its own, like [Service order]."),
                          _ ("The group that begins here has no “]” at the end of the line"));
      return NULL;
    }
  name = g_strndup (stripped + 1, n - 2);
  if (!hw_fleet_file_can_be_group (name))
    {
      hw_fleet_file_fail (file, i, error, _ ("Write a group like [Service order]."),
                          _ ("“%s” is not the name of a group"), name);
      return NULL;
    }
  return line_new (HW_LINE_GROUP, text, length, g_steal_pointer (&name), NULL);
}

static HwLine *
parse_key (HwFleetFile *file, guint i, const char *text, gsize length, const char *stripped,
           GError **error)
{
  const char *equals = strchr (stripped, '=');
  g_autofree char *name = NULL;
  g_autofree char *raw = NULL;
  char *value;

  /* The line itself is not shown: it may be what is left of a password. */
  if (equals == NULL)
    {
      hw_fleet_file_fail (file, i, error,
                          _ ("Write KEY=VALUE, or begin the line with # to make it a comment."),
                          _ ("This line has no “=” and is neither a group nor a comment"));
      return NULL;
    }
  name = g_strchomp (g_strndup (stripped, equals - stripped));
  if (*name == '\0' || has_control (name))
    {
      hw_fleet_file_fail (file, i, error, _ ("Write KEY=VALUE."),
                          _ ("There is no key before the “=”"));
      return NULL;
    }
  raw = g_strchug (g_strdup (equals + 1));
  value = unescape (raw);
  if (value == NULL)
    {
      hw_fleet_file_fail (file, i, error, _ ("Write \\\\ for one backslash."),
                          _ ("The value of %s has a backslash that means nothing in a key file"),
                          name);
      return NULL;
    }
  return line_new (HW_LINE_KEY, text, length, g_steal_pointer (&name), value);
}

static HwLine *
parse_line (HwFleetFile *file, guint i, const char *text, gsize length, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  g_autofree char *copy = g_strndup (text, length);
  char *stripped = copy;

  /* A byte-order mark is no part of the first line. */
  if (i == 0 && g_str_has_prefix (stripped, mark))
    stripped += strlen (mark);
  stripped = g_strstrip (stripped);
  if (*stripped == '\0' || *stripped == '#')
    return line_new (HW_LINE_OTHER, text, length, NULL, NULL);
  if (*stripped == '[')
    return parse_group (file, i, text, length, stripped, error);
  return parse_key (file, i, text, length, stripped, error);
}

/* Splits @text into lines; each keeps its end, so that their sum is the file. */
static gboolean
parse_lines (HwFleetFile *file, const char *text, gsize length, GError **error)
{
  for (const char *p = text, *end = text + length; p < end;)
    {
      const char *newline = memchr (p, '\n', end - p);
      gsize n = (newline == NULL ? end : newline + 1) - p;
      HwLine *line = parse_line (file, file->lines->len, p, n, error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (file->lines, line);
      p += n;
    }
  return TRUE;
}

/* A group or, within a group, a key that is there twice; a key before the first group. */
static gboolean
check_structure (HwFleetFile *file, GError **error)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean in_group = FALSE;

  for (guint i = 0; i < file->lines->len; i++)
    {
      HwLine *line = g_ptr_array_index (file->lines, i);
      GHashTable *seen = line->kind == HW_LINE_GROUP ? groups : keys;
      gpointer first;

      if (line->kind == HW_LINE_OTHER)
        continue;
      if (line->kind == HW_LINE_KEY && !in_group)
        return hw_fleet_file_fail (file, i, error,
                                   _ ("Put it under a group, like [Fleet] or [Service order]."),
                                   _ ("The key %s stands before the first group"), line->name);
      if (g_hash_table_lookup_extended (seen, line->name, NULL, &first))
        return hw_fleet_file_fail (file, i, error, _ ("Keep one of the two."),
                                   _ ("%s %s is here a second time; first in line %u"),
                                   line->kind == HW_LINE_GROUP ? _ ("The group") : _ ("The key"),
                                   line->name, GPOINTER_TO_UINT (first) + 1);
      if (line->kind == HW_LINE_GROUP)
        g_hash_table_remove_all (keys);
      g_hash_table_insert (seen, line->name, GUINT_TO_POINTER (i));
      in_group = TRUE;
    }
  return TRUE;
}

static guint
count_lines (const char *text, const char *end)
{
  guint n = 0;

  for (const char *p = text; p < end; p++)
    n += *p == '\n';
  return n;
}

HwFleetFile *
hw_fleet_file_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (HwFleetFile) file = g_new0 (HwFleetFile, 1);
  const char *bad;

  file->path = g_strdup (path);
  file->lines = g_ptr_array_new_with_free_func (line_free);
  if (!g_utf8_validate (text, length, &bad))
    {
      hw_fleet_file_fail (file, count_lines (text, bad), error, _ ("Save the file as UTF-8 text."),
                          _ ("This line is not UTF-8 text"));
      return NULL;
    }
  if (!parse_lines (file, text, length, error) || !check_structure (file, error))
    return NULL;
  return g_steal_pointer (&file);
}

/* What @path is, when it is no plain file that could be a fleet file. */
static gboolean
check_kind (const char *path, const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode))
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE, _ ("Name the headway.fleet inside it."),
                    _ ("%s: this is a folder, not a fleet file"), path);
      return FALSE;
    }
  if (!S_ISREG (info->st_mode))
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE, _ ("Name a headway.fleet."),
                    _ ("%s: this is not a plain file"), path);
      return FALSE;
    }
  if (info->st_size > MAX_SIZE)
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE,
                    _ ("Look whether this is a fleet file; split it into several when it is."),
                    _ ("%s: %lu bytes are too many for a fleet file (at most %d)"), path,
                    (gulong) info->st_size, MAX_SIZE);
      return FALSE;
    }
  return TRUE;
}

HwFleetFile *
hw_fleet_file_read (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length;
  struct stat info;

  if (stat (path, &info) != 0)
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE,
                    errno == ENOENT ? _ ("Name another file with --fleet, or make one with "
                                         "`headway fleet new FOLDER`.")
                                    : _ ("Check the rights of the file and its folders."),
                    _ ("%s: cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  if (!check_kind (path, &info, error))
    return NULL;
  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE, _ ("Check the rights of the file and its folders."),
                    _ ("%s: cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  return hw_fleet_file_parse (path, text, length, error);
}

void
hw_fleet_file_free (HwFleetFile *file)
{
  g_free (file->path);
  g_ptr_array_unref (file->lines);
  g_free (file);
}

const char *
hw_fleet_file_get_path (HwFleetFile *file)
{
  return file->path;
}

guint
hw_fleet_file_get_n_lines (HwFleetFile *file)
{
  return file->lines->len;
}

const HwLine *
hw_fleet_file_get_line (HwFleetFile *file, guint i)
{
  return g_ptr_array_index (file->lines, i);
}

/* The line of the group itself, or the number of lines when there is no such group. */
static guint
find_group (HwFleetFile *file, const char *group)
{
  guint i;

  for (i = 0; i < file->lines->len; i++)
    {
      const HwLine *line = hw_fleet_file_get_line (file, i);

      if (line->kind == HW_LINE_GROUP && g_str_equal (line->name, group))
        break;
    }
  return i;
}

static guint
find_key (HwFleetFile *file, guint group, const char *key)
{
  for (guint i = group + 1; i < file->lines->len; i++)
    {
      const HwLine *line = hw_fleet_file_get_line (file, i);

      if (line->kind == HW_LINE_GROUP)
        break;
      if (line->kind == HW_LINE_KEY && g_str_equal (line->name, key))
        return i;
    }
  return file->lines->len;
}

gboolean
hw_fleet_file_has_group (HwFleetFile *file, const char *group)
{
  return find_group (file, group) < file->lines->len;
}

const char *
hw_fleet_file_get (HwFleetFile *file, const char *group, const char *key)
{
  guint i = find_key (file, find_group (file, group), key);

  return i < file->lines->len ? hw_fleet_file_get_line (file, i)->value : NULL;
}

/* The line end that the file uses, as its first line shows. */
static const char *
line_end (HwFleetFile *file)
{
  const HwLine *first = file->lines->len > 0 ? hw_fleet_file_get_line (file, 0) : NULL;

  return first != NULL && g_str_has_suffix (first->text, "\r\n") ? "\r\n" : "\n";
}

/* A last line without an end gets one before anything follows it. */
static void
insert_line (HwFleetFile *file, guint i, HwLineKind kind, const char *name, const char *value)
{
  g_autofree char *escaped = value == NULL ? NULL : escape (value);
  g_autofree char *text = NULL;
  HwLine *before = i > 0 ? g_ptr_array_index (file->lines, i - 1) : NULL;

  if (before != NULL && !g_str_has_suffix (before->text, "\n"))
    {
      g_autofree char *open = g_steal_pointer (&before->text);

      before->text = g_strconcat (open, line_end (file), NULL);
    }
  if (kind == HW_LINE_GROUP)
    text = g_strconcat ("[", name, "]", line_end (file), NULL);
  else if (kind == HW_LINE_KEY)
    text = g_strconcat (name, "=", escaped, line_end (file), NULL);
  else
    text = g_strdup (line_end (file));
  g_ptr_array_insert (file->lines, i,
                      line_new (kind, text, strlen (text), g_strdup (name), g_strdup (value)));
}

void
hw_fleet_file_set (HwFleetFile *file, const char *group, const char *key, const char *value)
{
  guint at = find_group (file, group), old;

  if (at == file->lines->len)
    {
      if (at > 0)
        insert_line (file, at++, HW_LINE_OTHER, NULL, NULL);
      insert_line (file, at, HW_LINE_GROUP, group, NULL);
    }
  old = find_key (file, at, key);
  if (old < file->lines->len)
    {
      g_ptr_array_remove_index (file->lines, old);
      insert_line (file, old, HW_LINE_KEY, key, value);
      return;
    }
  for (guint i = at + 1; i < file->lines->len; i++)
    {
      const HwLine *line = hw_fleet_file_get_line (file, i);

      if (line->kind == HW_LINE_GROUP)
        break;
      if (line->kind == HW_LINE_KEY)
        at = i;
    }
  insert_line (file, at + 1, HW_LINE_KEY, key, value);
}

gboolean
hw_fleet_file_remove (HwFleetFile *file, const char *group, const char *key)
{
  guint i = find_group (file, group), n = 1;

  if (key != NULL)
    i = find_key (file, i, key);
  if (i == file->lines->len)
    return FALSE;
  while (key == NULL && i + n < file->lines->len &&
         hw_fleet_file_get_line (file, i + n)->kind != HW_LINE_GROUP)
    n++;
  g_ptr_array_remove_range (file->lines, i, n);
  return TRUE;
}

char *
hw_fleet_file_to_text (HwFleetFile *file)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < file->lines->len; i++)
    g_string_append (text, hw_fleet_file_get_line (file, i)->text);
  return g_string_free (text, FALSE);
}

gboolean
hw_fleet_file_save (HwFleetFile *file, const char *path, GError **error)
{
  g_autofree char *text = hw_fleet_file_to_text (file);
  g_autoptr (GError) problem = NULL;

  if (hw_file_write (path, text, 0666, &problem))
    return TRUE;
  hw_set_error (error, HW_ERROR_FLEET_FILE, hw_error_get_hint (problem), "%s", problem->message);
  return FALSE;
}
