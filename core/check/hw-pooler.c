/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-pooler.c: whether a session behind a pooler is one of the server's. */

#include "hw-pooler.h"

#include <glib/gi18n.h>

#include "hw-error.h"

/* Other clients can take a process away between two questions, but not each time. */
#define TURNS 6

/* A pool in session mode that is used up keeps a second session waiting. */
#define SECONDS 5

/* 0 when there is no answer. */
static int
ask_process (HwConnection *connection, GCancellable *cancellable)
{
  g_autoptr (HwResult) result =
      hw_connection_query (connection, cancellable, NULL, "select pg_catalog.pg_backend_pid()", 0);

  return result == NULL ? 0 : (int) hw_result_get_int64 (result, 0, 0);
}

/* Whether two sessions that ask in turn never get the same process: between two questions of one
 * session its process is free for the other, unless it is its own. How often the other asks changes
 * from turn to turn, for a pooler may hand its processes out one after the other. */
static gboolean
keeps_process (HwConnection *connection, int process, HwConnection *other,
               GCancellable *cancellable)
{
  hw_connection_set_deadline (other, SECONDS);
  for (guint i = 0; i < TURNS; i++)
    {
      for (guint n = 0; n <= i; n++)
        {
          int others = ask_process (other, cancellable);

          if (others == 0 || others == process)
            return FALSE;
        }
      if (ask_process (connection, cancellable) != process)
        return FALSE;
    }
  return TRUE;
}

gboolean
hw_pooler_check (HwDatabase *database, HwConnection *connection, int process,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (HwConnection) other = hw_database_connect (database, cancellable, error);

  if (other == NULL)
    return FALSE;
  hw_connection_set_pooled (connection);
  if (keeps_process (connection, process, other, cancellable))
    {
      hw_connection_set_backend_pid (connection, process);
      return TRUE;
    }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    hw_set_error (error, HW_ERROR_REFUSED,
                  _ ("Name the server itself in Connection=, or a pooler in session mode."),
                  _ ("%s is reached through a pooler in transaction mode, where a lock guards "
                     "nothing: nothing is changed there"),
                  hw_database_get_title (database));
  return FALSE;
}
