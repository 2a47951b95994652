/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-foreign-table.c: foreign tables; their rows are elsewhere. */

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-kind-table.h"
#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-parents.h"

static void
create (HwWriter *writer, HwObject *object)
{
  const char *options = hw_object_get (object, "options");
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *server = hw_quote_identifier (hw_object_get (object, "server"));
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *definitions = hw_table_dup_columns (writer, object);
  const char *parents = hw_object_get (object, "parents");

  g_string_append_printf (out, "CREATE %s (%s)", address, definitions);
  if (parents != NULL && !hw_inheritance_is_partition (object))
    g_string_append_printf (out, " %s", parents);
  g_string_append_printf (out, " SERVER %s", server);
  if (options != NULL)
    g_string_append_printf (out, " OPTIONS (%s)", options);
  hw_writer_add (writer, HW_RISK_SAFE, "%s", out->str);
  for (guint i = 0; i < columns->len; i++)
    hw_column_write_undeclared (writer, g_ptr_array_index (columns, i));
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *name = hw_sql_name (to);
  g_autofree char *changes =
      hw_option_list_dup_changes (hw_object_get (from, "options"), hw_object_get (to, "options"));

  if (hw_object_differs (from, to, "server"))
    return FALSE;
  if (changes[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER FOREIGN TABLE %s OPTIONS (%s)", name, changes);
  return TRUE;
}

const HwKind hw_kind_foreign_table[] = {
  { .name = "foreign-table",
    .sql = "FOREIGN TABLE",
    .flags = HW_KIND_RELATION | HW_KIND_TYPE,
    .detail = &hw_parents_detail,
    .create = create,
    .alter = alter },
  { .name = NULL },
};
