/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-privilege.c: who may do what, with an object or with those that a role is yet to make.
 *
 * The attribute "grants" lists the grantees for whom it is not as for a new object, as
 * "bob: INSERT, SELECT*; PUBLIC: "; "by_default" is the same list as for a new object. */

#include <string.h>

#include "hw-name.h"
#include "hw-writer.h"

/* (transfer full): what @grantee has in @list: names of privileges; NULL when it is not there. */
static GStrv
find_privileges (const char *list, const char *grantee)
{
  const char *p = list;

  while (p != NULL && *p != '\0')
    {
      const char *name = p, *end;
      gsize length;

      while (*p != ':')
        p = *p == '"' ? hw_sql_skip_quoted (p) : p + 1;
      length = p - name;
      p += strlen (": ");
      end = strstr (p, "; ");
      if (end == NULL)
        end = p + strlen (p);
      if (length == strlen (grantee) && strncmp (name, grantee, length) == 0)
        {
          g_autofree char *words = g_strndup (p, end - p);

          return g_strsplit (words, ", ", -1);
        }
      p = *end != '\0' ? end + strlen ("; ") : end;
    }
  return NULL;
}

/* Adds the grantees of @list to @grantees. */
static void
add_grantees (GPtrArray *grantees, const char *list)
{
  const char *p = list;

  while (p != NULL && *p != '\0')
    {
      const char *name = p;
      g_autofree char *grantee = NULL;

      while (*p != ':')
        p = *p == '"' ? hw_sql_skip_quoted (p) : p + 1;
      grantee = g_strndup (name, p - name);
      if (!g_ptr_array_find_with_equal_func (grantees, grantee, g_str_equal, NULL))
        g_ptr_array_add (grantees, g_steal_pointer (&grantee));
      p = strstr (p, "; ");
      p = p != NULL ? p + strlen ("; ") : NULL;
    }
}

/* What a grantee has on one side: when it is not listed there, what it has by default. */
static GStrv
dup_privileges (HwObject *side, HwObject *other, const char *grantee)
{
  GStrv words = NULL;

  if (side != NULL)
    words = find_privileges (hw_object_get (side, "grants"), grantee);
  if (words == NULL && other != NULL)
    words = find_privileges (hw_object_get (other, "by_default"), grantee);
  return words != NULL ? words : g_new0 (char *, 1);
}

/* Whether @words have the privilege @word names, whatever its star; *@grantable: with one. */
static gboolean
has_privilege (GStrv words, const char *word, gboolean *grantable)
{
  gsize length = strcspn (word, "*");

  *grantable = FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strncmp (words[i], word, length) != 0 ||
          (words[i][length] != '\0' && words[i][length] != '*'))
        continue;
      *grantable = words[i][length] == '*';
      return TRUE;
    }
  return FALSE;
}

/* What GRANT calls the object that the privileges are on; *@column: that column of it. */
static char *
dup_subject (const HwObject *owner, char **column)
{
  static const char *const words[][2] = {
    { "VIEW", "TABLE" },        { "MATERIALIZED VIEW", "TABLE" }, { "FOREIGN TABLE", "TABLE" },
    { "DOMAIN", "TYPE" },       { "SERVER", "FOREIGN SERVER" },   { "FUNCTION", "ROUTINE" },
    { "PROCEDURE", "ROUTINE" }, { "AGGREGATE", "ROUTINE" },
  };
  const char *word = hw_object_get_kind (owner)->sql;
  const char *arguments = hw_object_get_arguments (owner);
  g_autofree char *name = NULL;

  if (hw_object_is (owner, "column"))
    {
      *column = hw_sql_own_name (owner);
      return dup_subject (hw_object_get_owner (owner), NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (word, words[i][0]))
        word = words[i][1];
    }
  name = hw_sql_name (owner);
  if (arguments != NULL)
    return g_strdup_printf ("%s %s(%s)", word, name, arguments);
  return g_strdup_printf ("%s %s", word, name);
}

/* "SELECT, INSERT" or "SELECT (total), INSERT (total)" of those in @words that @other lacks; with
 * @grantable, of those that have a star here and none there. */
static char *
dup_missing (GStrv words, GStrv other, gboolean grantable, const char *column)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], "*");
      gboolean star = words[i][length] == '*', other_star;
      gboolean has = has_privilege (other, words[i], &other_star);

      if (length == 0 || (grantable ? !star || other_star : has))
        continue;
      g_string_append_printf (out, "%s%.*s", out->len > 0 ? ", " : "", (int) length, words[i]);
      if (column != NULL)
        g_string_append_printf (out, " (%s)", column);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
dup_prefix (HwObject *object, char **on, char **column)
{
  HwObject *owner = hw_object_get_owner (object);
  g_autofree char *role = NULL;
  g_autofree char *schema = NULL;

  if (owner != NULL)
    {
      *on = dup_subject (owner, column);
      return g_strdup ("");
    }
  *on = g_ascii_strup (hw_object_get_arguments (object), -1);
  if (hw_object_get_schema (object) != NULL)
    schema = hw_quote_identifier (hw_object_get_schema (object));
  role = hw_quote_identifier (hw_object_get_name (object));
  return g_strdup_printf ("ALTER DEFAULT PRIVILEGES FOR ROLE %s%s%s ", role,
                          schema != NULL ? " IN SCHEMA " : "", schema != NULL ? schema : "");
}

static void
write_grantee (HwWriter *writer, HwObject *object, GStrv old, GStrv new, const char *grantee)
{
  g_autofree char *on = NULL, *column = NULL;
  g_autofree char *prefix = dup_prefix (object, &on, &column);
  g_autofree char *revoked = dup_missing (old, new, FALSE, column);
  g_autofree char *no_option = dup_missing (old, new, TRUE, column);
  g_autofree char *granted = dup_missing (new, old, FALSE, column);
  g_autofree char *option = dup_missing (new, old, TRUE, column);

  if (revoked[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "%sREVOKE %s ON %s FROM %s", prefix, revoked, on, grantee);
  if (no_option[0] != '\0' && !g_str_equal (no_option, revoked))
    hw_writer_add (writer, HW_RISK_SAFE, "%sREVOKE GRANT OPTION FOR %s ON %s FROM %s", prefix,
                   no_option, on, grantee);
  if (granted[0] != '\0' && !g_str_equal (granted, option))
    hw_writer_add (writer, HW_RISK_SAFE, "%sGRANT %s ON %s TO %s", prefix, granted, on, grantee);
  if (option[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "%sGRANT %s ON %s TO %s WITH GRANT OPTION", prefix, option,
                   on, grantee);
}

static void
write_change (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autoptr (GPtrArray) grantees = g_ptr_array_new_with_free_func (g_free);

  if (from != NULL)
    add_grantees (grantees, hw_object_get (from, "grants"));
  if (to != NULL)
    add_grantees (grantees, hw_object_get (to, "grants"));
  for (guint i = 0; i < grantees->len; i++)
    {
      const char *grantee = g_ptr_array_index (grantees, i);
      g_auto (GStrv) old = dup_privileges (from, to, grantee);
      g_auto (GStrv) new = dup_privileges (to, from, grantee);

      write_grantee (writer, to != NULL ? to : from, old, new, grantee);
    }
}

/* What is revoked on a table is revoked on its columns too: what they shall have is granted anew.
 */
static void
restore_columns (HwWriter *writer, HwObject *table)
{
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *column = hw_object_get_child (table, i);

      for (guint j = 0; j < hw_object_get_n_children (column); j++)
        {
          HwObject *child = hw_object_get_child (column, j);

          if (hw_object_is (child, "privilege") && hw_object_is (column, "column") &&
              hw_schema_lookup (writer->from, child) != NULL)
            write_change (writer, NULL, child);
        }
    }
}

static void
create (HwWriter *writer, HwObject *object)
{
  write_change (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  write_change (writer, from, to);
  if (hw_object_get_owner (to) != NULL)
    restore_columns (writer, hw_object_get_owner (to));
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);
  HwObject *left = owner != NULL ? hw_schema_lookup (writer->to, owner) : NULL;

  write_change (writer, object, NULL);
  if (left != NULL)
    restore_columns (writer, left);
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  if (g_str_equal (attribute, "by_default"))
    return g_strdup ("");
  return g_strdup (hw_object_get (object, attribute));
}

const HwKind hw_kind_privilege[] = {
  { .name = "privilege",
    .sql = "PRIVILEGE",
    .flags = HW_KIND_OF_PRIVILEGES,
    .create = create,
    .alter = alter,
    .drop = drop,
    .describe = describe },
  { .name = "default-privilege",
    .sql = "DEFAULT PRIVILEGES",
    .flags = HW_KIND_OF_PRIVILEGES | HW_KIND_ACTS_ON_NEW,
    .create = create,
    .alter = alter,
    .drop = drop,
    .describe = describe },
  { .name = NULL },
};
