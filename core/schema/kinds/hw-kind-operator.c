/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-operator.c: operators; operator families with members of their own; operator classes. */

#include "hw-name.h"
#include "hw-writer.h"

/* An operator's name is never quoted. */
static char *
dup_operator_name (const HwObject *object)
{
  g_autofree char *schema = hw_quote_identifier (hw_object_get_schema (object));

  return g_strconcat (schema, ".", hw_object_get_name (object), NULL);
}

static void
append_operator_address (GString *out, const HwObject *object)
{
  g_autofree char *name = dup_operator_name (object);

  g_string_append_printf (out, "OPERATOR %s (%s)", name, hw_object_get_arguments (object));
}

static void
create_operator (HwWriter *writer, HwObject *object)
{
  const char *restriction = hw_object_get (object, "restrict");
  const char *join = hw_object_get (object, "join");
  g_autofree char *name = dup_operator_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE OPERATOR %s (%s%s%s%s%s)", name,
                 hw_object_get (object, "definition"), restriction != NULL ? ", RESTRICT = " : "",
                 restriction != NULL ? restriction : "", join != NULL ? ", JOIN = " : "",
                 join != NULL ? join : "");
}

static gboolean
alter_operator (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *restriction = hw_object_get (to, "restrict"), *join = hw_object_get (to, "join");
  g_autofree char *address = hw_sql_address (to);

  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET (RESTRICT = %s, JOIN = %s)", address,
                 restriction != NULL ? restriction : "NONE", join != NULL ? join : "NONE");
  return TRUE;
}

/* Families and classes are those of an access method. */
static void
append_class_address (GString *out, const HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  g_string_append_printf (out, "%s %s USING %s", hw_object_get_kind (object)->sql, name,
                          hw_object_get_arguments (object));
}

static void
create_family (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s", address);
}

static void
create_class (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE OPERATOR CLASS %s %s", name,
                 hw_object_get (object, "definition"));
}

static void
create_member (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);

  hw_writer_add (writer, HW_RISK_SAFE, "%s ADD %s", owner, hw_object_get (object, "definition"));
}

static void
drop_member (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);

  hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "%s DROP %s", owner,
                 hw_object_get_name (object));
}

const HwKind hw_kind_operator[] = {
  { .name = "operator",
    .sql = "OPERATOR",
    .append_address = append_operator_address,
    .create = create_operator,
    .alter = alter_operator },
  { .name = "operator-family",
    .sql = "OPERATOR FAMILY",
    .append_address = append_class_address,
    .create = create_family },
  { .name = "operator-class",
    .sql = "OPERATOR CLASS",
    .append_address = append_class_address,
    .create = create_class },
  { .name = "operator-family-member",
    .sql = "OPERATOR FAMILY MEMBER",
    .create = create_member,
    .drop = drop_member },
  { .name = NULL },
};
