/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-enum.c: enumerated types: labels are added in their place; any other change makes the
 * type anew. */

#include <string.h>

#include "hw-writer.h"
#include "hw-name.h"

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  const char *labels = hw_object_get (object, "labels");

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE TYPE %s AS ENUM (%s)", name,
                 labels != NULL ? labels : "");
}

/* (transfer full): the labels, still SQL literals ('' stands for ' and \\ for \ in them). */
static GStrv
split_labels (const HwObject *object)
{
  const char *p = hw_object_get (object, "labels");
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  while (p != NULL && *p != '\0')
    {
      const char *end = p + (*p == 'E');
      g_autofree char *label = NULL;

      do
        end = hw_quoted_skip (end);
      while (*end == '\'');
      label = g_strndup (p, end - p);
      g_strv_builder_add (labels, label);
      p = *end == ',' ? end + 2 : end;
    }
  return g_strv_builder_end (labels);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_auto (GStrv) old = split_labels (from);
  g_auto (GStrv) new = split_labels (to);
  g_autofree char *name = hw_sql_name (to);
  guint n_kept = 0;

  for (guint i = 0; new[i] != NULL; i++)
    n_kept += old[n_kept] != NULL && g_str_equal (old[n_kept], new[i]);
  if (old[n_kept] != NULL)
    return FALSE;
  n_kept = 0;
  for (guint i = 0; new[i] != NULL; i++)
    {
      if (old[n_kept] != NULL && g_str_equal (old[n_kept], new[i]))
        n_kept++;
      else if (old[n_kept] != NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER TYPE %s ADD VALUE %s BEFORE %s", name, new[i],
                       old[n_kept]);
      else
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER TYPE %s ADD VALUE %s", name, new[i]);
    }
  return TRUE;
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  g_auto (GStrv) labels = split_labels (object);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (labels[i][0] != '\'')
        continue;
      labels[i][length - 1] = '\0';
      memmove (labels[i], labels[i] + 1, length - 1);
    }
  return g_strjoinv (", ", labels);
}

const HwKind hw_kind_enum[] = {
  { .name = "enum",
    .sql = "TYPE",
    .flags = HW_KIND_TYPE | HW_KIND_RETYPED | HW_KIND_SEEN_AFTER_COMMIT,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
