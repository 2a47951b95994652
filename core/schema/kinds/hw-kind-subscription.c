/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-subscription.c: subscriptions: made disabled, and made and dropped without a word to the
 * publisher, whose slot is left alone. */

#include <string.h>

#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-writer.h"

/* (transfer full): the connection, with its password where that is to be written. */
static char *
dup_connection (HwWriter *writer, const HwObject *object)
{
  const char *secrets = hw_writer_get_secrets (writer, object);
  const char *connection = secrets != NULL ? secrets : hw_object_get (object, "connection");

  return hw_quote_literal (connection != NULL ? connection : "");
}

static void
create (HwWriter *writer, HwObject *object)
{
  const char *options = hw_object_get (object, "options");
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *literal = dup_connection (writer, object);

  hw_writer_add_secret (
      writer, HW_RISK_SAFE, hw_writer_get_secrets (writer, object),
      "CREATE %s CONNECTION %s PUBLICATION %s WITH (connect = false, slot_name = %s%s%s)", address,
      literal, hw_object_get (object, "publications"), hw_object_get (object, "slot"),
      options != NULL ? ", " : "", options != NULL ? options : "");
}

/* (nullable) (transfer full): what is to be set; NULL when an option cannot be altered. */
static char *
dup_changes (HwObject *from, HwObject *to)
{
  g_auto (GStrv) old = hw_option_list_split (hw_object_get (from, "options"));
  g_auto (GStrv) new = hw_option_list_split (hw_object_get (to, "options"));
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; old[i] != NULL; i++)
    {
      g_autofree char *name = hw_option_dup_name (old[i]);

      if (hw_option_list_find ((const char *const *) new, name) == NULL)
        return NULL;
    }
  for (guint i = 0; new[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) old, new[i]))
        continue;
      if (g_str_has_prefix (new[i], "two_phase") || g_str_has_prefix (new[i], "failover"))
        return NULL;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", new[i]);
    }
  if (hw_object_differs (from, to, "slot"))
    g_string_append_printf (out, "%sslot_name = %s", out->len > 0 ? ", " : "",
                            hw_object_get (to, "slot"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *secrets = hw_writer_get_secrets (writer, to);
  g_autofree char *changes = dup_changes (from, to);
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *old = dup_connection (writer, from);
  g_autofree char *new = dup_connection (writer, to);

  if (changes == NULL)
    return FALSE;
  /* A slot can be renamed only while nothing uses it. */
  if (hw_object_differs (from, to, "slot"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s DISABLE", address);
  if (!g_str_equal (old, new))
    hw_writer_add_secret (writer, HW_RISK_SAFE, secrets, "ALTER %s CONNECTION %s", address, new);
  if (hw_object_differs (from, to, "publications"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET PUBLICATION %s WITH (refresh = false)",
                   address, hw_object_get (to, "publications"));
  if (changes[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET (%s)", address, changes);
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s DISABLE", address);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET (slot_name = NONE)", address);
  hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "DROP %s", address);
}

const HwKind hw_kind_subscription[] = {
  { .name = "subscription", .sql = "SUBSCRIPTION", .create = create, .alter = alter, .drop = drop },
  { .name = NULL },
};
