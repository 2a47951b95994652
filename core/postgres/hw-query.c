/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-query.c: an SQL statement that is put together from text and values. */

#include "hw-query.h"

#include <string.h>

#include "hw-name.h"

HwQuery *
hw_query_new (void)
{
  HwQuery *query = g_new0 (HwQuery, 1);

  query->sql = g_string_new (NULL);
  query->values = g_ptr_array_new_with_free_func (g_free);
  query->places = g_array_new (FALSE, FALSE, sizeof (gsize));
  return query;
}

void
hw_query_free (HwQuery *query)
{
  g_string_free (query->sql, TRUE);
  g_ptr_array_unref (query->values);
  g_array_unref (query->places);
  g_free (query);
}

void
hw_query_add (HwQuery *query, const char *sql)
{
  g_string_append (query->sql, sql);
}

void
hw_query_add_printf (HwQuery *query, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (query->sql, format, arguments);
  va_end (arguments);
}

void
hw_query_add_value (HwQuery *query, const char *value)
{
  char place[12];

  g_array_append_val (query->places, query->sql->len);
  g_ptr_array_add (query->values, g_strdup (value));
  g_snprintf (place, sizeof place, "$%u", query->values->len);
  g_string_append (query->sql, place);
}

char *
hw_query_dup_text (const HwQuery *query)
{
  GString *text = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < query->values->len; i++)
    {
      const char *value = g_ptr_array_index (query->values, i);
      g_autofree char *literal = value != NULL ? hw_quote_literal (value) : g_strdup ("null");
      gsize place = g_array_index (query->places, gsize, i);

      g_string_append_len (text, query->sql->str + from, (gssize) (place - from));
      g_string_append (text, literal);
      from = place + 1 + strspn (query->sql->str + place + 1, "0123456789");
    }
  g_string_append (text, query->sql->str + from);
  return g_string_free (text, FALSE);
}
