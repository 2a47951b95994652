/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-online.c: statements in the forms that let others read and write meanwhile. */

#include "hw-ddl-online.h"

#include <string.h>

#include "hw-name.h"
#include "hw-writer.h"

#define NOT_VALID " NOT VALID"

typedef struct
{
  HwSchema *from;
  GPtrArray *out; /* (element-type HwDdlStatement) */
  const HwDdlStatement *statement;
} Online;

static void G_GNUC_PRINTF (4, 5)
    add (Online *online, HwRisk risk, gboolean transactional, const char *format, ...)
{
  HwDdlStatement *statement = g_new0 (HwDdlStatement, 1);
  va_list arguments;

  va_start (arguments, format);
  statement->sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  statement->risk = risk;
  statement->transactional = transactional;
  statement->object = hw_object_ref (online->statement->object);
  g_ptr_array_add (online->out, statement);
}

/* What lies in a new table has no rows to wait for; of a partitioned one PostgreSQL cannot. */
static gboolean
is_in_old_table (Online *online)
{
  HwObject *owner = hw_object_get_owner (online->statement->object);
  HwObject *old = owner != NULL ? hw_schema_lookup (online->from, owner) : NULL;

  if (old == NULL)
    return FALSE;
  return hw_object_is (old, "materialized-view") ||
         (hw_object_is (old, "table") && hw_object_get (old, "partition_by") == NULL &&
          hw_object_get (owner, "partition_by") == NULL);
}

/* "CREATE UNIQUE INDEX name" becomes "CREATE UNIQUE INDEX CONCURRENTLY name". */
static gboolean
write_index (Online *online)
{
  static const char *const beginnings[] = { "CREATE INDEX ", "CREATE UNIQUE INDEX ",
                                            "DROP INDEX " };
  const char *sql = online->statement->sql;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (sql, beginnings[i]))
      {
        HwRisk risk = online->statement->risk;

        add (online, risk == HW_RISK_BLOCKING ? HW_RISK_SAFE : risk, FALSE, "%sCONCURRENTLY %s",
             beginnings[i], sql + strlen (beginnings[i]));
        return TRUE;
      }
  return FALSE;
}

/* Behind "PRIMARY KEY" or "UNIQUE" the definition is that of an index, up to what is said of the
 * moment at which it is checked. */
static gboolean
write_key (Online *online, const char *word)
{
  HwObject *object = online->statement->object;
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);
  const char *definition = hw_object_get (object, "definition");
  const char *columns = strchr (definition, '(');
  const char *deferrable;
  g_autofree char *index = NULL;

  if (columns == NULL || (gsize) (columns - definition) != strlen (word) + 1 ||
      strstr (definition, "WITHOUT OVERLAPS") != NULL)
    return FALSE;
  deferrable = strstr (columns, " DEFERRABLE");
  index =
      deferrable == NULL ? g_strdup (columns) : g_strndup (columns, (gsize) (deferrable - columns));
  add (online, HW_RISK_SAFE, FALSE, "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s USING btree %s",
       name, owner, index);
  add (online, HW_RISK_SAFE, TRUE, "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s%s", owner,
       name, word, name, deferrable != NULL ? deferrable : "");
  return TRUE;
}

/* Checked from now on at once, and on the rows that are there while others work. */
static gboolean
write_validated (Online *online)
{
  HwObject *object = online->statement->object;
  const char *sql = online->statement->sql;
  g_autofree char *name = hw_sql_own_name (object);
  g_autofree char *owner = hw_sql_alter_owner (object);

  if (strstr (sql, " ADD CONSTRAINT ") == NULL || g_str_has_suffix (sql, NOT_VALID))
    return FALSE;
  add (online, HW_RISK_SAFE, TRUE, "%s" NOT_VALID, sql);
  add (online, HW_RISK_SAFE, TRUE, "%s VALIDATE CONSTRAINT %s", owner, name);
  return TRUE;
}

/* SET NOT NULL believes a validated check, and then looks at no row (since PostgreSQL 12). */
static gboolean
write_not_null (Online *online)
{
  HwObject *object = online->statement->object;
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autofree char *column = hw_sql_own_name (object);
  g_autofree char *interim =
      g_strdup_printf ("headway_%.40s_not_null", hw_object_get_name (object));
  g_autofree char *valid = g_utf8_make_valid (interim, -1);
  g_autofree char *name = hw_quote_identifier (valid);
  HwDdlStatement *last;

  if (!g_str_has_suffix (online->statement->sql, " SET NOT NULL"))
    return FALSE;
  add (online, HW_RISK_SAFE, TRUE, "%s ADD CONSTRAINT %s CHECK (%s IS NOT NULL)" NOT_VALID, owner,
       name, column);
  add (online, HW_RISK_SAFE, TRUE, "%s VALIDATE CONSTRAINT %s", owner, name);
  last = g_ptr_array_index (online->out, online->out->len - 1);
  last->needs = g_strdup (online->statement->needs);
  add (online, HW_RISK_SAFE, TRUE, "%s", online->statement->sql);
  add (online, HW_RISK_SAFE, TRUE, "%s DROP CONSTRAINT %s", owner, name);
  return TRUE;
}

static gboolean
write_online (Online *online)
{
  const HwObject *object = online->statement->object;

  if (!is_in_old_table (online))
    return FALSE;
  if (hw_object_is (object, "index"))
    return write_index (online);
  if (g_str_has_prefix (online->statement->sql, "COMMENT "))
    return FALSE;
  if (hw_object_is (object, "primary-key") || hw_object_is (object, "unique"))
    return strstr (online->statement->sql, " ADD CONSTRAINT ") != NULL &&
           write_key (online, hw_object_is (object, "unique") ? "UNIQUE" : "PRIMARY KEY");
  if (hw_object_is (object, "check") || hw_object_is (object, "foreign-key"))
    return write_validated (online);
  return hw_object_is (object, "column") && write_not_null (online);
}

GPtrArray *
hw_ddl_to_online (GPtrArray *statements, HwSchema *from)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (hw_ddl_statement_free);

  for (guint i = 0; i < statements->len; i++)
    {
      Online online = { from, out, g_ptr_array_index (statements, i) };

      if (!write_online (&online))
        g_ptr_array_add (out, hw_ddl_statement_copy (online.statement));
    }
  return out;
}
