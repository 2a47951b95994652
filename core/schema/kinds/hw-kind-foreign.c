/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-foreign.c: foreign data wrappers, servers and user mappings. */

#include <string.h>

#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-writer.h"

/* " OPTIONS (…)", or "". */
static char *
dup_options (const char *options)
{
  return options != NULL && options[0] != '\0' ? g_strdup_printf (" OPTIONS (%s)", options)
                                               : g_strdup ("");
}

static char *
dup_option_changes (HwObject *from, HwObject *to)
{
  g_autofree char *changes =
      hw_option_list_dup_changes (hw_object_get (from, "options"), hw_object_get (to, "options"));

  return dup_options (changes);
}

static void
create_wrapper (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *options = dup_options (hw_object_get (object, "options"));

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s %s%s", address,
                 hw_object_get (object, "definition"), options);
}

static gboolean
alter_wrapper (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *options = dup_option_changes (from, to);

  if (hw_object_differs (from, to, "definition"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s %s%s", address, hw_object_get (to, "definition"),
                   options);
  else if (options[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s%s", address, options);
  return TRUE;
}

/* The version stands between type and wrapper. */
static void
create_server (HwWriter *writer, HwObject *object)
{
  const char *definition = hw_object_get (object, "definition");
  const char *version = hw_object_get (object, "version");
  const char *wrapper = definition;
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *options = dup_options (hw_object_get (object, "options"));

  if (g_str_has_prefix (definition, "TYPE "))
    {
      wrapper += strlen ("TYPE ");
      wrapper += *wrapper == 'E';
      while (*wrapper == '\'')
        wrapper = hw_quoted_skip (wrapper);
      wrapper++;
    }
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s %.*s%s%s%s%s%s", address,
                 (int) (wrapper - definition), definition, version != NULL ? "VERSION " : "",
                 version != NULL ? version : "", version != NULL ? " " : "", wrapper, options);
}

static gboolean
alter_server (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *version = hw_object_get (to, "version");
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *options = dup_option_changes (from, to);

  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  if (hw_object_differs (from, to, "version"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s VERSION %s", address,
                   version != NULL ? version : "NULL");
  if (options[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s%s", address, options);
  return TRUE;
}

static void
append_mapping_address (GString *out, const HwObject *object)
{
  g_autofree char *server = hw_sql_own_name (hw_object_get_owner (object));

  g_string_append_printf (out, "USER MAPPING FOR %s SERVER %s", hw_object_get_name (object),
                          server);
}

/* (transfer full): those that may be read by all who see the mapping, and @secrets (nullable). */
static char *
dup_mapping_options (const HwObject *object, const char *secrets)
{
  const char *options = hw_object_get (object, "options");

  if (secrets == NULL)
    return g_strdup (options);
  return options != NULL ? g_strconcat (options, ", ", secrets, NULL) : g_strdup (secrets);
}

static gboolean
alter_mapping (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *old_secrets = hw_writer_get_secrets (writer, from);
  const char *new_secrets = hw_writer_get_secrets (writer, to);
  gboolean same = g_strcmp0 (old_secrets, new_secrets) == 0;
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *old = dup_mapping_options (from, old_secrets);
  g_autofree char *new = dup_mapping_options (to, new_secrets);
  g_autofree char *changes = hw_option_list_dup_changes (old, new);
  g_autofree char *options = dup_options (changes);

  if (options[0] != '\0')
    hw_writer_add_secret (writer, HW_RISK_SAFE, same ? NULL : new_secrets, "ALTER %s%s", address,
                          options);
  return TRUE;
}

static void
create_mapping (HwWriter *writer, HwObject *object)
{
  const char *secrets = hw_writer_get_secrets (writer, object);
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *all = dup_mapping_options (object, secrets);
  g_autofree char *options = dup_options (all);

  hw_writer_add_secret (writer, HW_RISK_SAFE, secrets, "CREATE %s%s", address, options);
}

const HwKind hw_kind_foreign[] = {
  { .name = "foreign-data-wrapper",
    .sql = "FOREIGN DATA WRAPPER",
    .create = create_wrapper,
    .alter = alter_wrapper },
  { .name = "server", .sql = "SERVER", .create = create_server, .alter = alter_server },
  { .name = "user-mapping",
    .sql = "USER MAPPING",
    .flags = HW_KIND_GOES_FIRST,
    .append_address = append_mapping_address,
    .create = create_mapping,
    .alter = alter_mapping },
  { .name = NULL },
};
