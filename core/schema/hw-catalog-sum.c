/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-sum.c: whether the definitions in a database are those of the last look, without
 * reading them. */

#include "hw-catalog-sum.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-kind.h"

#define NEWEST_SERVER 18

/* How a line of the query ends that can be left out. */
#define CONDITION " -- if "

/* Whether one of the numbers in @list is a bit of @parts. */
static gboolean
has_one_of (guint64 parts, const char *list, gsize length)
{
  const char *end = list + length;

  while (list < end)
    {
      char *next;
      guint64 part = g_ascii_strtoull (list, &next, 10);

      if ((parts >> part & 1) != 0)
        return TRUE;
      list = next + 1;
    }
  return FALSE;
}

char *
hw_catalog_sum_dup_query (guint server_major, const char *last)
{
  const char *text = hw_kind_get_other_query ("catalog-sum");
  guint64 parts = last != NULL ? g_ascii_strtoull (last, NULL, 10) : 0;
  GString *query;

  if (server_major > NEWEST_SERVER)
    return NULL;
  query = g_string_sized_new (strlen (text));
  for (gsize length; *text != '\0'; text += length)
    {
      const char *condition;

      length = strcspn (text, "\n") + 1;
      condition = g_strstr_len (text, (gssize) length, CONDITION);
      if (parts == 0 || condition == NULL ||
          has_one_of (parts, condition + strlen (CONDITION),
                      (gsize) (text + length - condition) - strlen (CONDITION)))
        g_string_append_len (query, text, (gssize) length);
    }
  return g_string_free (query, FALSE);
}

const char *
hw_catalog_sum_get_moment_query (void)
{
  return hw_kind_get_other_query ("moment");
}

char *
hw_catalog_sum_dup_place (HwResult *moment)
{
  GString *place = g_string_new (NULL);

  /* The length before each keeps apart what would read the same when strung together. */
  for (guint i = 0; i + 1 < hw_result_get_n_columns (moment); i++)
    {
      const char *value = hw_result_get (moment, 0, i);

      g_string_append_printf (place, "%" G_GSIZE_FORMAT " %s ", value != NULL ? strlen (value) : 0,
                              value != NULL ? value : "");
    }
  return g_string_free (place, FALSE);
}

const char *
hw_catalog_sum_get_search_path_query (HwResult *moment)
{
  static const char *const usual[] = { "\"$user\", public", "public", NULL };
  static const char *const places[] = { "{public}", "{}", NULL };
  guint n = hw_result_get_n_columns (moment);

  return g_strv_contains (usual, hw_result_get (moment, 0, n - 2)) &&
                 g_strv_contains (places, hw_result_get (moment, 0, n - 3))
             ? NULL
             : hw_kind_get_other_query ("search-path");
}

const char *
hw_catalog_sum_get_moment (HwResult *moment)
{
  return hw_result_get (moment, 0, hw_result_get_n_columns (moment) - 1);
}

char *
hw_catalog_sum_read (HwConnection *connection, const char *last, GCancellable *cancellable,
                     GError **error)
{
  guint server_major = hw_connection_get_server_major (connection);
  g_autofree char *query = hw_catalog_sum_dup_query (server_major, last);
  g_autoptr (HwResult) result = NULL;

  if (query == NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Read the schema instead."),
                    _ ("%s: the catalogs of PostgreSQL %u are not known"),
                    hw_connection_get_label (connection), server_major);
      return NULL;
    }
  result = hw_connection_query (connection, cancellable, error, query, 0);
  return result != NULL ? g_strdup (hw_result_get (result, 0, 0)) : NULL;
}

gboolean
hw_catalog_sum_holds (HwConnection *connection, const char *place, const char *moment,
                      const char *sum, GCancellable *cancellable)
{
  g_autoptr (HwResult) now =
      hw_connection_query (connection, cancellable, NULL, hw_catalog_sum_get_moment_query (), 0);
  g_autofree char *place_now = now != NULL ? hw_catalog_sum_dup_place (now) : NULL;
  g_autofree char *sum_now = NULL;

  if (g_strcmp0 (place_now, place) != 0)
    return FALSE;
  if (moment != NULL && g_strcmp0 (hw_catalog_sum_get_moment (now), moment) == 0)
    return TRUE;
  sum_now = hw_catalog_sum_read (connection, sum, cancellable, NULL);
  return g_strcmp0 (sum_now, sum) == 0;
}
