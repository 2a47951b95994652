/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-text-search.c: text search dictionaries, and configurations with their mappings. */

#include <string.h>

#include "hw-option-list.h"
#include "hw-writer.h"

#define WITH " WITH "

static void
create_dictionary (HwWriter *writer, HwObject *object)
{
  const char *options = hw_object_get (object, "options");
  g_autofree char *address = hw_sql_address (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s (TEMPLATE = %s%s%s)", address,
                 hw_object_get (object, "based_on"), options != NULL ? ", " : "",
                 options != NULL ? options : "");
}

/* An option that is named without a value is taken away. */
static gboolean
alter_dictionary (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_auto (GStrv) old = hw_option_list_split (hw_object_get (from, "options"));
  g_auto (GStrv) new = hw_option_list_split (hw_object_get (to, "options"));
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *address = hw_sql_address (to);

  if (hw_object_differs (from, to, "based_on"))
    return FALSE;
  for (guint i = 0; old[i] != NULL; i++)
    {
      g_autofree char *name = hw_option_dup_name (old[i]);

      if (hw_option_list_find ((const char *const *) new, name) == NULL)
        g_string_append_printf (changes, "%s%s", changes->len > 0 ? ", " : "", name);
    }
  for (guint i = 0; new[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) old, new[i]))
        g_string_append_printf (changes, "%s%s", changes->len > 0 ? ", " : "", new[i]);
    }
  /* Only their order differs. */
  if (changes->len == 0)
    return FALSE;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s (%s)", address, changes->str);
  return TRUE;
}

/* The mapping in @mappings of the token type that @mapping is for. */
static const char *
find_mapping (const char *const *mappings, const char *mapping)
{
  gsize length = strstr (mapping, WITH) + strlen (WITH) - mapping;

  for (guint i = 0; mappings[i] != NULL; i++)
    {
      if (strncmp (mappings[i], mapping, length) == 0)
        return mappings[i];
    }
  return NULL;
}

static GStrv
split_mappings (const HwObject *object)
{
  const char *mappings = object != NULL ? hw_object_get (object, "mappings") : NULL;

  return g_strsplit (mappings != NULL ? mappings : "", "\n", -1);
}

/* @from is NULL for a new configuration. */
static void
write_mappings (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_auto (GStrv) old = split_mappings (from);
  g_auto (GStrv) new = split_mappings (to);
  g_autofree char *address = hw_sql_address (to);

  for (guint i = 0; old[i] != NULL; i++)
    {
      if (find_mapping ((const char *const *) new, old[i]) == NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s DROP MAPPING FOR %.*s", address,
                       (int) (strstr (old[i], WITH) - old[i]), old[i]);
    }
  for (guint i = 0; new[i] != NULL; i++)
    {
      const char *before = find_mapping ((const char *const *) old, new[i]);

      if (g_strcmp0 (before, new[i]) != 0)
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s %s MAPPING FOR %s", address,
                       before != NULL ? "ALTER" : "ADD", new[i]);
    }
}

static void
create_configuration (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s (PARSER = %s)", address,
                 hw_object_get (object, "based_on"));
  write_mappings (writer, NULL, object);
}

static gboolean
alter_configuration (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "based_on"))
    return FALSE;
  write_mappings (writer, from, to);
  return TRUE;
}

const HwKind hw_kind_text_search[] = {
  { .name = "text-search-dictionary",
    .sql = "TEXT SEARCH DICTIONARY",
    .create = create_dictionary,
    .alter = alter_dictionary },
  { .name = "text-search-configuration",
    .sql = "TEXT SEARCH CONFIGURATION",
    .create = create_configuration,
    .alter = alter_configuration },
  { .name = NULL },
};
