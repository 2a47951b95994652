/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-writer.c: where kinds write their statements, and how SQL calls an object. */

#include "hw-writer.h"

#include <string.h>

#include "hw-name.h"
#include "hw-sql-meaning.h"

/* PostgreSQL cuts longer names. */
#define MAX_NAME_BYTES 63

static void G_GNUC_PRINTF (4, 0)
    add (HwWriter *writer, HwRisk risk, gboolean secret, const char *format, va_list arguments)
{
  HwDdlStatement *statement = g_new0 (HwDdlStatement, 1);
  g_autofree char *sql = g_strdup_vprintf (format, arguments);

  statement->sql = hw_sql_dup_as_meant (sql);
  statement->risk = risk;
  statement->transactional = TRUE;
  statement->secret = secret;
  statement->object = hw_object_ref (writer->object);
  g_ptr_array_add (writer->statements, statement);
}

void
hw_writer_add (HwWriter *writer, HwRisk risk, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (writer, risk, FALSE, format, arguments);
  va_end (arguments);
}

void
hw_writer_add_secret (HwWriter *writer, HwRisk risk, const char *secrets, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (writer, risk, secrets != NULL, format, arguments);
  va_end (arguments);
}

void
hw_writer_set_needs (HwWriter *writer, const char *needs)
{
  HwDdlStatement *statement = g_ptr_array_index (writer->statements, writer->statements->len - 1);

  g_free (statement->needs);
  statement->needs = g_strdup (needs);
}

gboolean
hw_writer_is_since (HwWriter *writer, guint major)
{
  guint from = hw_schema_get_server_major (writer->from);
  guint target = from != 0 ? from : hw_schema_get_server_major (writer->to);

  return target == 0 || target >= major;
}

const char *
hw_writer_get_secrets (HwWriter *writer, const HwObject *object)
{
  return writer->secrets ? hw_object_get (object, HW_SECRETS) : NULL;
}

gboolean
hw_object_is_emptied (const HwObject *from, const HwObject *to)
{
  return (hw_object_get_kind (from)->flags & HW_KIND_HOLLOW) != 0 &&
         hw_writer_get_detail (from) != NULL && hw_writer_get_detail (to) == NULL;
}

HwRisk
hw_writer_get_drop_risk (HwWriter *writer, const HwObject *object)
{
  const HwObject *new = writer->remade ? hw_schema_lookup (writer->to, object) : NULL;

  return writer->remade && !hw_kind_holds_data (object) &&
                 (new == NULL || !hw_object_is_emptied (object, new))
             ? HW_RISK_SAFE
             : HW_RISK_DESTROYING;
}

const char *
hw_writer_get_detail (const HwObject *object)
{
  const HwDetail *detail = hw_object_get_kind (object)->detail;

  return detail != NULL ? hw_object_get (object, detail->attribute) : NULL;
}

const char *
hw_writer_get_inline_detail (HwWriter *writer, const HwObject *object)
{
  return g_hash_table_contains (writer->apart, object) ? NULL : hw_writer_get_detail (object);
}

char *
hw_sql_name (const HwObject *object)
{
  return hw_quote_qualified (hw_object_get_schema (object), hw_object_get_name (object));
}

char *
hw_sql_own_name (const HwObject *object)
{
  return hw_quote_identifier (hw_object_get_name (object));
}

char *
hw_sql_dup_interim_name (const HwObject *object)
{
  static const char suffix[] = "__old";
  const char *name = hw_object_get_name (object);
  gsize length = strlen (name);
  g_autofree char *interim = NULL;

  while (length + strlen (suffix) > MAX_NAME_BYTES || ((guchar) name[length] & 0xc0) == 0x80)
    length--;
  interim = g_strdup_printf ("%.*s%s", (int) length, name, suffix);
  return hw_quote_identifier (interim);
}

char *
hw_sql_address (const HwObject *object)
{
  const HwKind *kind = hw_object_get_kind (object);
  g_autoptr (GString) out = g_string_new (NULL);

  if (kind->append_address != NULL)
    {
      kind->append_address (out, object);
    }
  else
    {
      g_autofree char *name = hw_sql_name (object);

      g_string_append_printf (out, "%s %s", kind->sql, name);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
hw_sql_append_address_in_table (GString *out, const HwObject *object)
{
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);

  g_string_append_printf (out, "%s %s ON %s", hw_object_get_kind (object)->sql, name, owner);
}

char *
hw_sql_alter_owner (const HwObject *object)
{
  g_autofree char *address = hw_sql_address (hw_object_get_owner (object));

  return g_strconcat ("ALTER ", address, NULL);
}

gboolean
hw_kind_is_part (const HwObject *object)
{
  const HwKind *kind = hw_object_get_kind (object);

  return kind->is_part != NULL && kind->is_part (object);
}

gboolean
hw_kind_can_be_handed_down (const HwObject *object)
{
  return (hw_object_get_kind (object)->flags & HW_KIND_HANDED_DOWN) != 0;
}

gboolean
hw_kind_holds_data (const HwObject *object)
{
  const HwKind *kind = hw_object_get_kind (object);

  return kind->holds_data != NULL && kind->holds_data (object);
}

gboolean
hw_object_is (const HwObject *object, const char *kind)
{
  return g_str_equal (hw_object_get_kind_name (object), kind);
}

HwObject *
hw_object_find_role (const HwObject *object)
{
  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    {
      HwObject *child = hw_object_get_child (object, i);

      if (hw_object_is (child, "owner"))
        return child;
    }
  return NULL;
}

gboolean
hw_object_differs (const HwObject *a, const HwObject *b, const char *attribute)
{
  return g_strcmp0 (hw_object_get (a, attribute), hw_object_get (b, attribute)) != 0;
}
