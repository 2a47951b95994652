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

  if (g_str_has_prefix (hw_object_get_arguments (object), "index") &&
      !hw_object_is (owner, "index"))
    return g_strconcat ("INDEX ", name, NULL);
  if (g_str_has_prefix (hw_object_get_arguments (object), "not-null"))
    return dup_not_null (owner);
  return hw_sql_address (owner);
}

static void
write_comment (HwWriter *writer, HwObject *object, const char *text)
{
  g_autofree char *address = dup_subject (object);

  hw_writer_add (writer, HW_RISK_SAFE, "COMMENT ON %s IS %s", address, text);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *literal = hw_quote_literal (hw_object_get (object, "text"));

  write_comment (writer, object, literal);
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
  HwObject *owner = hw_object_get_owner (object);
  gboolean is_public =
      hw_object_is (owner, "schema") && g_str_equal (hw_object_get_name (owner), "public");

  /* Every database begins with a comment on this schema, which is none of the user's. */
  write_comment (writer, object, is_public ? "'standard public schema'" : "NULL");
}

static void
write_label (HwWriter *writer, HwObject *object, const char *text)
{
  g_autofree char *address = hw_sql_address (hw_object_get_owner (object));
  g_autofree char *provider = hw_quote_identifier (hw_object_get (object, "provider"));

  hw_writer_add (writer, HW_RISK_SAFE, "SECURITY LABEL FOR %s ON %s IS %s", provider, address,
                 text);
}

static void
create_label (HwWriter *writer, HwObject *object)
{
  g_autofree char *literal = hw_quote_literal (hw_object_get (object, "text"));

  write_label (writer, object, literal);
}

static gboolean
alter_label (HwWriter *writer, HwObject *from, HwObject *to)
{
  create_label (writer, to);
  return TRUE;
}

static void
drop_label (HwWriter *writer, HwObject *object)
{
  write_label (writer, object, "NULL");
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
    .drop = drop,
    .dup_title = dup_title,
    .describe = describe },
  { .name = "security-label",
    .sql = "SECURITY LABEL",
    .create = create_label,
    .alter = alter_label,
    .drop = drop_label,
    .dup_title = dup_title,
    .describe = describe },
  { .name = NULL },
};
