/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-privilege.c: who may do what, with an object or with those that a role is yet to make.
 *
 * The attribute "grants" lists the grantees for whom it is not as for a new object, as
 * "bob: INSERT, SELECT*; carol by bob: SELECT; PUBLIC: "; "by_default" is the same list as for a
 * new object. */

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
        p = *p == '"' ? hw_quoted_skip (p) : p + 1;
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
        p = *p == '"' ? hw_quoted_skip (p) : p + 1;
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

/* The change at hand, and the roles that the object goes from and to, if it does. */
typedef struct
{
  HwObject *from; /* (nullable) */
  HwObject *to;   /* (nullable) */
  const char *old_role;
  const char *new_role;
  gboolean is_column;
} Change;

/* (nullable): the role that @object belongs to, or its table. */
static const char *
get_role (const HwObject *object)
{
  HwObject *role =
      hw_object_find_role (hw_object_is (object, "column") ? hw_object_get_owner (object) : object);

  return role != NULL ? hw_object_get (role, "role") : NULL;
}

static Change
begin_change (HwWriter *writer, HwObject *from, HwObject *to)
{
  Change change = { .from = from, .to = to };
  HwObject *subject = hw_object_get_owner (to != NULL ? to : from);
  HwObject *old = subject != NULL ? hw_schema_lookup (writer->from, subject) : NULL;
  HwObject *new = subject != NULL ? hw_schema_lookup (writer->to, subject) : NULL;

  if (old == NULL || new == NULL || g_hash_table_contains (writer->made, new))
    return change;
  change.is_column = hw_object_is (new, "column");
  change.old_role = get_role (old);
  change.new_role = get_role (new);
  if (g_strcmp0 (change.old_role, change.new_role) == 0)
    change.old_role = change.new_role = NULL;
  return change;
}

/* Adds to @words those of @more that they lack. Frees both. */
static GStrv
unite (GStrv words, GStrv more)
{
  GStrvBuilder *all = g_strv_builder_new ();
  GStrv united;

  g_strv_builder_addv (all, (const char **) words);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) words, more[i]))
      g_strv_builder_add (all, more[i]);
  united = g_strv_builder_end (all);
  g_strv_builder_unref (all);
  g_strfreev (words);
  g_strfreev (more);
  return united;
}

/* (nullable) (transfer full): @words (nullable) without a star. */
static GStrv
dup_plain (GStrv words)
{
  GStrv plain = g_strdupv (words);

  for (guint i = 0; plain != NULL && plain[i] != NULL; i++)
    plain[i][strcspn (plain[i], "*")] = '\0';
  return plain;
}

/* What the new role of an object has, which got all that the old one had, and what it shall have.
 */
static void
find_inherited (const Change *change, GStrv *old, GStrv *new)
{
  const char *listed = change->from != NULL ? hw_object_get (change->from, "grants") : "";
  const char *aimed = change->to != NULL ? hw_object_get (change->to, "grants") : "";
  GStrv handed = find_privileges (listed, change->old_role);

  GStrv more = find_privileges (listed, change->new_role);

  *new = find_privileges (aimed, change->new_role);
  /* Who is not listed has what owners have by default: nothing more with a column. */
  if (handed == NULL && change->to != NULL)
    handed = find_privileges (hw_object_get (change->to, "by_default"), change->new_role);
  if (*new == NULL && change->from != NULL)
    *new = find_privileges (hw_object_get (change->from, "by_default"), change->old_role);
  if (handed == NULL && *new == NULL && !change->is_column)
    *new = dup_plain (more);
  if (*new == NULL)
    *new = g_new0 (char *, 1);
  *old = unite (handed != NULL ? handed : g_new0 (char *, 1), more);
}

/* What @grantee has, once the object belongs to whom it shall, and what it shall have. */
static void
find_sides (const Change *change, const char *grantee, GStrv *old, GStrv *new)
{
  if (g_strcmp0 (grantee, change->new_role) == 0)
    {
      find_inherited (change, old, new);
      return;
    }
  *old = g_strcmp0 (grantee, change->old_role) == 0
             ? g_new0 (char *, 1)
             : dup_privileges (change->from, change->to, grantee);
  *new = g_strcmp0 (grantee, change->old_role) == 0
             ? dup_privileges (change->to, NULL, grantee)
             : dup_privileges (change->to, change->from, grantee);
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

  if (hw_object_is (object, "system-privilege"))
    {
      *on = g_strdup (hw_object_get_name (object));
      *column = g_strdup (hw_object_get_arguments (object));
      return g_strdup ("");
    }
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

/* What is granted by another than the owner is granted, and revoked, in its name. */
static void G_GNUC_PRINTF (3, 4)
    write_as (HwWriter *writer, const char *grantor, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (grantor != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "SET ROLE %s", grantor);
  hw_writer_add (writer, HW_RISK_SAFE, "%s", sql);
  if (grantor != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "RESET ROLE");
}

/* @key: a grantee, or "grantee by grantor". */
static void
write_grantee (HwWriter *writer, const Change *change, const char *key, gboolean grants)
{
  HwObject *object = change->to != NULL ? change->to : change->from;
  const char *end = hw_name_skip (key);
  const char *grantor = *end != '\0' ? end + strlen (" by ") : NULL;
  g_autofree char *grantee = g_strndup (key, (gsize) (end - key));
  g_auto (GStrv) old = NULL, new = NULL;
  g_autofree char *on = NULL, *column = NULL;
  g_autofree char *prefix = dup_prefix (object, &on, &column);
  g_autofree char *privileges = NULL, *options = NULL;

  find_sides (change, key, &old, &new);
  privileges = dup_missing (grants ? new : old, grants ? old : new, FALSE, column);
  options = dup_missing (grants ? new : old, grants ? old : new, TRUE, column);
  if (privileges[0] != '\0' && !(grants && g_str_equal (privileges, options)))
    write_as (writer, grantor, "%s%s %s ON %s %s %s", prefix, grants ? "GRANT" : "REVOKE",
              privileges, on, grants ? "TO" : "FROM", grantee);
  if (options[0] != '\0' && grants)
    write_as (writer, grantor, "%sGRANT %s ON %s TO %s WITH GRANT OPTION", prefix, options, on,
              grantee);
  if (options[0] != '\0' && !grants && !g_str_equal (privileges, options))
    write_as (writer, grantor, "%sREVOKE GRANT OPTION FOR %s ON %s FROM %s", prefix, options, on,
              grantee);
}

static gboolean
is_by_another (const char *key)
{
  return *hw_name_skip (key) != '\0';
}

/* What somebody granted on goes before, and comes after, what lets him. */
static void
write_change (HwWriter *writer, HwObject *from, HwObject *to)
{
  const Change change = begin_change (writer, from, to);
  g_autoptr (GPtrArray) grantees = g_ptr_array_new_with_free_func (g_free);

  if (from != NULL)
    add_grantees (grantees, hw_object_get (from, "grants"));
  if (to != NULL)
    add_grantees (grantees, hw_object_get (to, "grants"));
  if (change.new_role != NULL &&
      !g_ptr_array_find_with_equal_func (grantees, change.new_role, g_str_equal, NULL))
    g_ptr_array_add (grantees, g_strdup (change.new_role));
  for (guint turn = 0; turn < 4; turn++)
    for (guint i = 0; i < grantees->len; i++)
      {
        const char *key = g_ptr_array_index (grantees, i);

        if (is_by_another (key) == (turn == 0 || turn == 3))
          write_grantee (writer, &change, key, turn >= 2);
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

/* Whether somebody granted on what he was granted on the table of the column. */
static gboolean
rests_on_table (HwObject *object)
{
  g_autoptr (GPtrArray) grantees = g_ptr_array_new_with_free_func (g_free);

  if (hw_object_get_owner (object) == NULL ||
      !hw_object_is (hw_object_get_owner (object), "column"))
    return FALSE;
  add_grantees (grantees, hw_object_get (object, "grants"));
  for (guint i = 0; i < grantees->len; i++)
    if (is_by_another (g_ptr_array_index (grantees, i)))
      return TRUE;
  return FALSE;
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (rests_on_table (from) || rests_on_table (to))
    return FALSE;
  write_change (writer, from, to);
  if (hw_object_get_owner (to) != NULL)
    restore_columns (writer, hw_object_get_owner (to));
  return TRUE;
}

/* Whether a column's table goes from one role to another, which takes over what the old one has. Of
 * the table itself, what is listed differs then. */
static gboolean
is_stirred (const HwObject *from, const HwObject *to)
{
  HwObject *before = hw_object_get_owner (from), *after = hw_object_get_owner (to);
  const char *role = before != NULL && hw_object_is (before, "column") ? get_role (before) : NULL;

  return role != NULL && after != NULL && g_strcmp0 (role, get_role (after)) != 0;
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
    .is_stirred = is_stirred,
    .drop = drop,
    .describe = describe },
  { .name = "system-privilege",
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
