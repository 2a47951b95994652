/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind.c: the list of all kinds and their queries, as kinds/meson.build names them. */

#include "hw-kind.h"

#include <gio/gio.h>

#include "hw-kind-fingerprint.h"
#include "hw-kind-list.h"
#include "hw-kind-resources.h"
#include "hw-resource.h"
#include "hw-schema-resources.h"

#define DECLARE(name, query) extern const HwKind hw_kind_##name[];
HW_KIND_FILES (DECLARE)

typedef struct
{
  GPtrArray *kinds;   /* (element-type HwKind) */
  GPtrArray *files;   /* (element-type utf8): of each kind */
  GPtrArray *queries; /* (element-type utf8): the files, each once: its name */
  GArray *flags;      /* of the first kind of each query */
} Registry;

const char *
hw_kind_get_query (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/headway/schema/kinds/%s.sql", name);

  return hw_resource_get_text (hw_kind_get_resource, path);
}

/* @kinds ends with an element that has no name. */
static void
register_file (Registry *registry, const char *name, const HwKind *kinds)
{
  g_array_append_val (registry->flags, kinds->flags);
  for (; kinds->name != NULL; kinds++)
    {
      g_ptr_array_add (registry->kinds, (gpointer) kinds);
      g_ptr_array_add (registry->files, (gpointer) name);
    }
  g_ptr_array_add (registry->queries, (gpointer) name);
}

static const Registry *
get_registry (void)
{
  static gsize once = 0;
  static Registry registry;

  if (g_once_init_enter (&once))
    {
      registry.kinds = g_ptr_array_new ();
      registry.files = g_ptr_array_new ();
      registry.queries = g_ptr_array_new ();
      registry.flags = g_array_new (FALSE, FALSE, sizeof (HwKindFlags));
#define REGISTER(name, query) register_file (&registry, query, hw_kind_##name);
      HW_KIND_FILES (REGISTER)
      g_once_init_leave (&once, 1);
    }
  return &registry;
}

guint
hw_kind_get_n (void)
{
  return get_registry ()->kinds->len;
}

const HwKind *
hw_kind_get (guint number)
{
  return g_ptr_array_index (get_registry ()->kinds, number);
}

int
hw_kind_find (const char *name)
{
  GPtrArray *kinds = get_registry ()->kinds;

  for (guint i = 0; i < kinds->len; i++)
    {
      const HwKind *kind = g_ptr_array_index (kinds, i);

      if (g_str_equal (kind->name, name))
        return (int) i;
    }
  return -1;
}

const char *
hw_kind_get_file (guint number)
{
  return g_ptr_array_index (get_registry ()->files, number);
}

GPtrArray *
hw_kind_dup_query_names (HwKindFlags flags)
{
  const Registry *registry = get_registry ();
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < registry->queries->len; i++)
    {
      HwKindFlags request = g_array_index (registry->flags, HwKindFlags, i) &
                            (HW_KIND_OF_OWNERS | HW_KIND_OF_PRIVILEGES);

      if ((request & ~flags) == 0)
        g_ptr_array_add (names, g_ptr_array_index (registry->queries, i));
    }
  return names;
}

const char *
hw_kind_get_other_query (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/headway/schema/%s.sql", name);

  return hw_resource_get_text (hw_schema_get_resource, path);
}

const char *
hw_kind_get_fingerprint (void)
{
  return HW_KIND_FINGERPRINT;
}
