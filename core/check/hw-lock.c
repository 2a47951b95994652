/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-lock.c: the advisory locks that keep two migrations of one database apart. */

#include "hw-lock.h"

#include <glib/gi18n.h>

#include "hw-check-resource.h"
#include "hw-error.h"
#include "hw-pause.h"
#include "hw-pooler.h"
#include "hw-resource.h"
#include "hw-version-store.h"

/* "headway" in ASCII: Headway's own key, a lock on the database in which it is taken. */
#define HEADWAY_KEY G_GINT64_CONSTANT (0x68656164776179)

#define HOLDER "/org/headwaydb/Headway/check/holder.sql"
#define LOCK "/org/headwaydb/Headway/check/lock.sql"
#define BLOCKERS "/org/headwaydb/Headway/check/blockers.sql"

#define TRY_EVERY_MS 250

void
hw_lock_holder_free (HwLockHolder *holder)
{
  g_free (holder->user);
  g_free (holder->application);
  g_free (holder->address);
  g_free (holder->since);
  g_free (holder);
}

char *
hw_lock_holder_to_text (const HwLockHolder *holder)
{
  GString *text = g_string_new (NULL);

  if (holder->application != NULL && holder->application[0] != '\0')
    g_string_append_printf (text, "%s ", holder->application);
  g_string_append_printf (text, _ ("(process %d"), holder->pid);
  if (holder->user != NULL)
    g_string_append_printf (text, _ (", role %s"), holder->user);
  if (holder->address != NULL)
    g_string_append_printf (text, _ (", from %s"), holder->address);
  g_string_append_c (text, ')');
  if (holder->since != NULL)
    g_string_append_printf (text, _ (" since %s"), holder->since);
  return g_string_free (text, FALSE);
}

/* (transfer full): who is in this row of pid, user, application, address and since. */
static HwLockHolder *
read_holder (HwResult *result, guint row)
{
  HwLockHolder *holder = g_new0 (HwLockHolder, 1);

  holder->pid = (int) hw_result_get_int64 (result, row, 0);
  holder->user = g_strdup (hw_result_get (result, row, 1));
  holder->application = g_strdup (hw_result_get (result, row, 2));
  holder->address = g_strdup (hw_result_get (result, row, 3));
  holder->since = g_strdup (hw_result_get (result, row, 4));
  return holder;
}

/* (transfer full): where the tool makes its version table, unless it is told. */
static char *
dup_current_schema (HwConnection *connection)
{
  g_autoptr (HwResult) result =
      hw_connection_query (connection, NULL, NULL, "select pg_catalog.current_schema()", 0);
  const char *schema = result == NULL ? NULL : hw_result_get (result, 0, 0);

  return g_strdup (schema != NULL ? schema : "public");
}

/* Headway's key and, where the tool takes a lock, the tool's. */
static guint
get_keys (HwConnection *connection, HwHistory *history, gint64 keys[2])
{
  g_autofree char *schema =
      hw_history_has_lock_key (history) ? dup_current_schema (connection) : NULL;
  guint n = 0;

  keys[n++] = HEADWAY_KEY;
  if (hw_history_get_lock_key (history, hw_connection_get_database (connection), schema, &keys[n]))
    n++;
  return n;
}

void
hw_lock_name_keys (GString *query, HwConnection *connection, HwHistory *history)
{
  gint64 keys[2] = { 0 };
  guint n = get_keys (connection, history, keys);
  g_autofree char *array =
      n == 2 ? g_strdup_printf ("'{%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "}'", keys[0], keys[1])
             : g_strdup_printf ("'{%" G_GINT64_FORMAT "}'", keys[0]);

  g_string_replace (query, ":'keys'", array, 1);
}

char *
hw_lock_dup_holder_query (HwConnection *connection, HwHistory *history)
{
  GString *query = g_string_new (hw_resource_get_text (hw_check_get_resource, HOLDER));

  hw_lock_name_keys (query, connection, history);
  return g_string_free (query, FALSE);
}

HwLockHolder *
hw_lock_holder_new (HwResult *result)
{
  return hw_result_get_n_rows (result) > 0 ? read_holder (result, 0) : NULL;
}

GPtrArray *
hw_lock_find_blockers (HwConnection *connection, int pid, GCancellable *cancellable, GError **error)
{
  GPtrArray *blockers = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_lock_holder_free);
  g_autofree char *process = g_strdup_printf ("%d", pid);
  g_autoptr (HwResult) result =
      hw_connection_query (connection, cancellable, error,
                           hw_resource_get_text (hw_check_get_resource, BLOCKERS), 1, process);

  if (result == NULL)
    g_clear_pointer (&blockers, g_ptr_array_unref);
  for (guint i = 0; result != NULL && i < hw_result_get_n_rows (result); i++)
    g_ptr_array_add (blockers, read_holder (result, i));
  return blockers;
}

static gboolean
unlock (HwConnection *connection, const gint64 *keys, guint n, GCancellable *cancellable,
        GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, keys[i]);
      g_autoptr (HwResult) result =
          hw_connection_query (connection, cancellable, error,
                               "select pg_catalog.pg_advisory_unlock($1::bigint)", 1, key);

      if (result == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Takes the lock @key, but only in a process of the server that this session keeps. */
static gboolean
try_key (HwDatabase *database, HwConnection *connection, gint64 key, gboolean *taken,
         GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, key);
      g_autofree char *process = g_strdup_printf ("%d", hw_connection_get_backend_pid (connection));
      g_autoptr (HwResult) result = hw_connection_query (
          connection, cancellable, error, hw_resource_get_text (hw_check_get_resource, LOCK), 2,
          text, process);

      if (result == NULL)
        return FALSE;
      *taken = hw_result_get_boolean (result, 0, 1);
      if (hw_result_get (result, 0, 1) != NULL)
        return TRUE;
      if (!hw_pooler_check (database, connection, (int) hw_result_get_int64 (result, 0, 0),
                            cancellable, error))
        return FALSE;
    }
}

/* Takes all of @keys or none. */
static gboolean
try_lock (HwDatabase *database, HwConnection *connection, const gint64 *keys, guint n,
          gboolean *taken, GCancellable *cancellable, GError **error)
{
  *taken = FALSE;
  for (guint i = 0; i < n; i++)
    {
      gboolean one;

      if (!try_key (database, connection, keys[i], &one, cancellable, error))
        return FALSE;
      if (!one)
        return unlock (connection, keys, i, cancellable, error);
    }
  *taken = TRUE;
  return TRUE;
}

static void
set_locked_error (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *query = hw_lock_dup_holder_query (connection, history);
  g_autoptr (HwResult) result = hw_connection_query (connection, cancellable, error, query, 0);
  g_autoptr (HwLockHolder) holder = NULL;
  g_autofree char *who = NULL;

  if (result == NULL)
    return;
  holder = hw_lock_holder_new (result);
  who = holder != NULL ? hw_lock_holder_to_text (holder)
                       : g_strdup (_ ("somebody who has just left"));
  hw_set_error (error, HW_ERROR_LOCKED, _ ("Wait until it is done, then try again."),
                _ ("%s is being migrated by %s"), hw_connection_get_label (connection), who);
}

gboolean
hw_lock_take (HwDatabase *database, HwConnection *connection, HwHistory *history, guint wait,
              GCancellable *cancellable, GError **error)
{
  gint64 keys[2] = { 0 };
  guint n = get_keys (connection, history, keys);
  gint64 until = g_get_monotonic_time () + wait * G_TIME_SPAN_SECOND;

  for (;;)
    {
      gboolean taken;

      if (!try_lock (database, connection, keys, n, &taken, cancellable, error))
        return FALSE;
      if (taken)
        return TRUE;
      if (g_get_monotonic_time () >= until)
        {
          set_locked_error (connection, history, cancellable, error);
          return FALSE;
        }
      if (!hw_pause (TRY_EVERY_MS, cancellable, error))
        return FALSE;
    }
}

gboolean
hw_lock_release (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                 GError **error)
{
  gint64 keys[2] = { 0 };
  guint n = get_keys (connection, history, keys);

  return unlock (connection, keys, n, cancellable, error);
}
