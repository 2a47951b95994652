/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-result.c: the rows one statement returned, as text. */

#include "hw-result-private.h"

struct _HwResult
{
  gatomicrefcount references;
  PGresult *result;
};

HwResult *
hw_result_new (PGresult *result)
{
  HwResult *self = g_new0 (HwResult, 1);

  g_atomic_ref_count_init (&self->references);
  self->result = result;
  return self;
}

HwResult *
hw_result_ref (HwResult *result)
{
  g_atomic_ref_count_inc (&result->references);
  return result;
}

void
hw_result_unref (HwResult *result)
{
  if (!g_atomic_ref_count_dec (&result->references))
    return;
  PQclear (result->result);
  g_free (result);
}

guint
hw_result_get_n_rows (HwResult *result)
{
  return (guint) PQntuples (result->result);
}

guint
hw_result_get_n_columns (HwResult *result)
{
  return (guint) PQnfields (result->result);
}

const char *
hw_result_get_column_name (HwResult *result, guint column)
{
  return PQfname (result->result, (int) column);
}

int
hw_result_find_column (HwResult *result, const char *name)
{
  /* PQfnumber() would fold the case of the name it is asked for. */
  for (int i = 0; i < PQnfields (result->result); i++)
    {
      if (g_str_equal (PQfname (result->result, i), name))
        return i;
    }
  return -1;
}

const char *
hw_result_get (HwResult *result, guint row, guint column)
{
  if (PQgetisnull (result->result, (int) row, (int) column))
    return NULL;
  return PQgetvalue (result->result, (int) row, (int) column);
}

gint64
hw_result_get_int64 (HwResult *result, guint row, guint column)
{
  const char *value = hw_result_get (result, row, column);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

gboolean
hw_result_get_boolean (HwResult *result, guint row, guint column)
{
  const char *value = hw_result_get (result, row, column);

  return value != NULL && value[0] == 't';
}

/* One element of an array's text form, from *@cursor on to the comma or brace behind it. */
static char *
dup_array_element (const char **cursor)
{
  g_autoptr (GString) element = g_string_new (NULL);
  const char *c = *cursor;
  gboolean quoted = *c == '"';

  if (quoted)
    c++;
  while (*c != '\0' && (quoted ? *c != '"' : *c != ',' && *c != '}'))
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      g_string_append_c (element, *c++);
    }
  if (quoted && *c == '"')
    c++;
  else if (!quoted && g_str_equal (element->str, "NULL"))
    g_string_truncate (element, 0);
  *cursor = c;
  return g_string_free (g_steal_pointer (&element), FALSE);
}

GStrv
hw_result_dup_array (HwResult *result, guint row, guint column)
{
  g_autoptr (GStrvBuilder) elements = g_strv_builder_new ();
  const char *value = hw_result_get (result, row, column);
  /* Bounds other than from 1 stand before the brace: [0:1]={a,b}. */
  const char *cursor = value != NULL ? strchr (value, '{') : NULL;

  if (cursor == NULL || cursor[1] == '}')
    return g_strv_builder_end (elements);
  while (*cursor == '{' || *cursor == ',')
    {
      g_autofree char *element = NULL;

      cursor++;
      element = dup_array_element (&cursor);
      g_strv_builder_add (elements, element);
    }
  return g_strv_builder_end (elements);
}

guint64
hw_result_get_n_affected (HwResult *result)
{
  return g_ascii_strtoull (PQcmdTuples (result->result), NULL, 10);
}
