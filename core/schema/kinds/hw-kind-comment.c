/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-comment.c: comments and security labels; each is named after what it is on. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-name.h"
#include "hw-not-null.h"

/* "CONSTRAINT orders_total_not_null ON orders": there is no object for it. */
static char *
dup_not_null (HwObject *owner)
{
  gboolean of_domain = hw_object_is (owner, "domain");
  g_autofree char *name = hw_not_null_dup_name (owner);
  g_autofree char *place = hw_sql_name (of_domain ? owner : hw_object_get_owner (owner));

  return g_strdup_printf ("CONSTRAINT %s ON %s%s", name, of_domain ? "DOMAIN " : "", place);
}

/* The index of a key is named as the key. */
static char *
dup_subject (const HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);
  g_autofree char *name = hw_sql_name (owner);

  if (hw_object_get (object, "provider") != NULL)
    return hw_sql_address (owner);
  if (g_str_has_prefix (hw_object_get_arguments (object), "index") &&
      !hw_object_is (owner, "index"))
    return g_strconcat ("INDEX ", name, NULL);
  if (g_str_has_prefix (hw_object_get_arguments (object), "not-null"))
    return dup_not_null (owner);
  return hw_sql_address (owner);
}

/* @text: an SQL literal, or "NULL" for none. */
static void
write_text (HwWriter *writer, HwObject *object, const char *text)
{
  const char *provider = hw_object_get (object, "provider");
  g_autofree char *quoted = provider != NULL ? hw_quote_identifier (provider) : NULL;
  g_autofree char *subject = dup_subject (object);

  if (provider != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "SECURITY LABEL FOR %s ON %s IS %s", quoted, subject,
                   text);
  else
    hw_writer_add (writer, HW_RISK_SAFE, "COMMENT ON %s IS %s", subject, text);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *literal = hw_quote_literal (hw_object_get (object, "text"));

  write_text (writer, object, literal);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  create (writer, to);
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  write_text (writer, object, "NULL");
}

/* Every database begins with a comment on the schema "public", which is none of the user's. */
static void
drop_comment (HwWriter *writer, HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);

  if (hw_object_is (owner, "schema") && g_str_equal (hw_object_get_name (owner), "public"))
    write_text (writer, object, "'standard public schema'");
  else
    drop (writer, object);
}

/* "column orders.total": a comment is on that. */
static char *
dup_title (const HwObject *object)
{
  g_autofree char *title = hw_object_dup_title (hw_object_get_owner (object));
  const char *arguments = hw_object_get_arguments (object);
  int length = (int) strcspn (arguments, " ");

  if (hw_object_get (object, "provider") != NULL)
    return g_strdup_printf (_ ("%s on %s"), hw_object_get (object, "provider"), title);
  return g_strdup_printf ("%.*s %s", length, arguments, title);
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  if (!g_str_equal (attribute, "text"))
    return g_strdup ("");
  return hw_quote_literal (hw_object_get (object, attribute));
}

const HwKind hw_kind_comment[] = {
  { .name = "comment",
    .sql = "COMMENT",
    .create = create,
    .alter = alter,
    .drop = drop_comment,
    .dup_title = dup_title,
    .describe = describe },
  { .name = "security-label",
    .sql = "SECURITY LABEL",
    .create = create,
    .alter = alter,
    .drop = drop,
    .dup_title = dup_title,
    .describe = describe },
  { .name = NULL },
};
