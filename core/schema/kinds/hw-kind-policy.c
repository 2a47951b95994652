/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-policy.c: row security policies. */

#include "hw-phrase.h"
#include "hw-writer.h"

static void
append_conditions (GString *out, const HwObject *object)
{
  const char *visible = hw_object_get (object, "using"), *check = hw_object_get (object, "check");

  g_string_append_printf (out, " TO %s", hw_object_get (object, "roles"));
  if (visible != NULL)
    g_string_append_printf (out, " USING (%s)", visible);
  if (check != NULL)
    g_string_append_printf (out, " WITH CHECK (%s)", check);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *address = hw_sql_address (object);

  g_string_append_printf (out, "CREATE %s%s FOR %s", address,
                          hw_object_get (object, "restrictive") != NULL ? " AS RESTRICTIVE" : "",
                          hw_object_get (object, "command"));
  append_conditions (out, object);
  hw_writer_add (writer, HW_RISK_SAFE, "%s", out->str);
}

/* A condition can be changed, but not taken away. */
static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  static const char *const conditions[] = { "using", "check" };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *address = hw_sql_address (to);

  if (hw_object_differs (from, to, "command") || hw_object_differs (from, to, "restrictive"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      if (hw_object_get (from, conditions[i]) != NULL && hw_object_get (to, conditions[i]) == NULL)
        return FALSE;
    }
  g_string_append_printf (out, "ALTER %s", address);
  append_conditions (out, to);
  hw_writer_add (writer, HW_RISK_SAFE, "%s", out->str);
  return TRUE;
}

/* "for select to bob using …" */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *value = hw_object_get (object, attribute);
  g_autofree char *phrase = value != NULL ? hw_phrase_from_sql (value) : NULL;

  if (g_str_equal (attribute, "command"))
    return g_strconcat ("for ", phrase, NULL);
  if (g_str_equal (attribute, "roles"))
    return g_strconcat ("to ", value, NULL);
  return NULL;
}

const HwKind hw_kind_policy[] = {
  { .name = "policy",
    .sql = "POLICY",
    .flags = HW_KIND_REPLACED,
    .append_address = hw_sql_append_address_in_table,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
