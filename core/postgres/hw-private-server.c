/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-private-server.c: who uses a scratch cluster: the first starts its server, the last stops it.
 *
 * Every process that uses the server holds a shared lock on "users.lock" in its folder, which the
 * kernel drops however the process ends. Joining and leaving happen under an exclusive lock on
 * "change.lock", so nobody starts a server while another one stops it. Who leaves and can get
 * "users.lock" for himself alone was the last. A server whose users all crashed runs on until the
 * next one joins it and, leaving, stops it. */

#include "hw-private-server.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/file.h>
#include <unistd.h>

#include "hw-cluster.h"
#include "hw-error.h"
#include "hw-server-programs.h"

#define LOCK_POLL_MICROSECONDS 20000

struct _HwPrivateServer
{
  guint n_users; /* in this process */
  HwCluster *cluster;
  int users_lock;
};

/* The servers of this process; the mutex also makes its threads take turns in joining and leaving.
 */
static GMutex servers_mutex;
static GPtrArray *servers;

static int
open_lock (HwCluster *cluster, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (hw_cluster_get_folder (cluster), name, NULL);
  int lock = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (lock < 0)
    hw_set_error (error, HW_ERROR_FAILED, _ ("Check the rights of its folder and free space."),
                  _ ("cannot open %s: %s"), path, g_strerror (errno));
  return lock;
}

/* Waits its turn; the lock goes with the descriptor. -1 with an error. */
static int
lock_change (HwCluster *cluster, GCancellable *cancellable, GError **error)
{
  int lock = open_lock (cluster, "change.lock", error);

  while (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (lock);
          return -1;
        }
      g_usleep (LOCK_POLL_MICROSECONDS);
    }
  return lock;
}

/* The last user stops the server. Under the lock of change. */
static void
leave (HwCluster *cluster, int users)
{
  if (flock (users, LOCK_EX | LOCK_NB) == 0)
    hw_cluster_stop (cluster);
  close (users);
}

/* Sees to it that the server runs, also when it was killed since this process joined it.
 * @users: (inout): the lock of use, -1 when this process does not hold it yet. */
static gboolean
join (HwCluster *cluster, int *users, GCancellable *cancellable, GError **error)
{
  int change = lock_change (cluster, cancellable, error);
  int lock = *users;
  gboolean joined = FALSE;

  if (change < 0)
    return FALSE;
  if (lock < 0)
    lock = open_lock (cluster, "users.lock", error);
  if (lock >= 0)
    {
      flock (lock, LOCK_SH);
      joined = hw_cluster_start (cluster, cancellable, error);
      if (joined)
        *users = lock;
      else if (*users < 0)
        leave (cluster, lock);
    }
  close (change);
  return joined;
}

static HwPrivateServer *
find_joined (HwCluster *cluster)
{
  for (guint i = 0; i < servers->len; i++)
    {
      HwPrivateServer *server = g_ptr_array_index (servers, i);

      if (g_str_equal (hw_cluster_get_folder (server->cluster), hw_cluster_get_folder (cluster)))
        return server;
    }
  return NULL;
}

HwPrivateServer *
hw_private_server_acquire (const char *folder, guint major, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (HwCluster) cluster = NULL;
  HwPrivateServer *self;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  cluster = hw_cluster_new (folder, major, error);
  if (cluster == NULL)
    return NULL;
  locker = g_mutex_locker_new (&servers_mutex);
  if (servers == NULL)
    servers = g_ptr_array_new ();
  self = find_joined (cluster);
  if (self == NULL)
    {
      int users = -1;

      if (!join (cluster, &users, cancellable, error))
        return NULL;
      self = g_new0 (HwPrivateServer, 1);
      self->cluster = g_steal_pointer (&cluster);
      self->users_lock = users;
      g_ptr_array_add (servers, self);
    }
  else if (!join (self->cluster, &self->users_lock, cancellable, error))
    return NULL;
  self->n_users++;
  return self;
}

void
hw_private_server_release (HwPrivateServer *server)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&servers_mutex);
  int change;

  if (--server->n_users > 0)
    return;
  g_ptr_array_remove (servers, server);
  change = lock_change (server->cluster, NULL, NULL);
  leave (server->cluster, server->users_lock);
  if (change >= 0)
    close (change);
  hw_cluster_free (server->cluster);
  g_free (server);
  if (servers->len == 0)
    g_clear_pointer (&servers, g_ptr_array_unref);
}

const char *
hw_private_server_get_conninfo (HwPrivateServer *server)
{
  return hw_cluster_get_conninfo (server->cluster);
}

guint
hw_private_server_get_major (HwPrivateServer *server)
{
  return hw_cluster_get_major (server->cluster);
}

gboolean
hw_private_server_is_installed (guint major)
{
  g_autofree char *programs = hw_server_programs_find (major, NULL);

  return programs != NULL;
}
