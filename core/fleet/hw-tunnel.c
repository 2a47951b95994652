/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tunnel.c: a program that makes a far server reachable on a port of this machine. */

#include "hw-tunnel.h"

#include <arpa/inet.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-program.h"

#define READY_SECONDS 20
/* How often a port is tried that the program was told to use. */
#define TRY_MILLISECONDS 50
/* How long the program may take to end before it is killed. */
#define END_MILLISECONDS 2000
#define MAX_SAID 2000
#define PORT_WORD "{port}"

typedef enum
{
  TUNNEL_STARTING,
  TUNNEL_OPEN,
  TUNNEL_ENDED,
} TunnelState;

struct _HwTunnel
{
  GStrv argv;
  char *folder;
  gboolean port_is_given; /* {port}: we chose it */

  GThread *thread; /* lives as long as the program: see hw_program_spawn() */
  GMainContext *context;
  GMainLoop *loop;
  GPid pid;
  int output;

  GMutex lock; /* for what follows */
  GCond changed;
  TunnelState state;
  guint port;
  GString *said;
};

static struct sockaddr_in
local_address (guint port)
{
  return (struct sockaddr_in){ .sin_family = AF_INET,
                               .sin_port = htons ((uint16_t) port),
                               .sin_addr = { htonl (INADDR_LOOPBACK) } };
}

/* A port that nobody uses at the moment; 0 when there is none. */
static guint
find_free_port (void)
{
  struct sockaddr_in address = local_address (0);
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  guint port = 0;

  if (fd >= 0 && bind (fd, (struct sockaddr *) &address, sizeof address) == 0 &&
      getsockname (fd, (struct sockaddr *) &address, &length) == 0)
    port = ntohs (address.sin_port);
  if (fd >= 0)
    close (fd);
  return port;
}

static gboolean
can_connect (guint port)
{
  struct sockaddr_in address = local_address (port);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean connected = fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0;

  if (fd >= 0)
    close (fd);
  return connected;
}

static void
set_state (HwTunnel *tunnel, TunnelState state)
{
  g_mutex_lock (&tunnel->lock);
  tunnel->state = state;
  g_cond_broadcast (&tunnel->changed);
  g_mutex_unlock (&tunnel->lock);
}

/* The port in what the program said so far; 0 when it has not said one. The text must go on behind
 * the number, which else may be cut off. */
static guint
find_port (const char *said)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})(?=\\D)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *digits = NULL;

  if (!g_regex_match (regex, said, 0, &match))
    return 0;
  digits = g_match_info_fetch (match, 1);
  return (guint) strtoul (digits, NULL, 10);
}

static gboolean
on_output (int fd, GIOCondition condition, gpointer data)
{
  HwTunnel *tunnel = data;
  char bytes[1024];
  ssize_t n = read (fd, bytes, sizeof bytes);
  g_autofree char *text = NULL;
  guint port = 0;

  if (n <= 0)
    return G_SOURCE_REMOVE;
  text = g_utf8_make_valid (bytes, n);
  g_mutex_lock (&tunnel->lock);
  g_string_append (tunnel->said, text);
  if (tunnel->state == TUNNEL_STARTING && !tunnel->port_is_given)
    port = find_port (tunnel->said->str);
  if (port != 0)
    tunnel->port = port;
  if (tunnel->said->len > MAX_SAID)
    g_string_erase (tunnel->said, 0, (gssize) tunnel->said->len - MAX_SAID);
  g_mutex_unlock (&tunnel->lock);
  if (port != 0)
    set_state (tunnel, TUNNEL_OPEN);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_try (gpointer data)
{
  HwTunnel *tunnel = data;

  if (!can_connect (tunnel->port))
    return G_SOURCE_CONTINUE;
  set_state (tunnel, TUNNEL_OPEN);
  return G_SOURCE_REMOVE;
}

static void
on_end (GPid pid, int status, gpointer data)
{
  HwTunnel *tunnel = data;

  /* What it said last may still be in the pipe. */
  while (on_output (tunnel->output, G_IO_IN, tunnel))
    continue;
  set_state (tunnel, TUNNEL_ENDED);
  g_main_loop_quit (tunnel->loop);
}

static gboolean
on_kill (gpointer data)
{
  kill (-((HwTunnel *) data)->pid, SIGKILL);
  return G_SOURCE_REMOVE;
}

/* Takes over @source. */
static void
attach (HwTunnel *tunnel, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, tunnel, NULL);
  g_source_attach (source, tunnel->context);
  g_source_unref (source);
}

/* Runs until the program has ended or hw_tunnel_close() quits the loop; then ends the program. */
static gpointer
watch (gpointer data)
{
  HwTunnel *tunnel = data;
  int pipe_fds[2];
  gboolean started = FALSE;

  if (g_unix_open_pipe (pipe_fds, FD_CLOEXEC, NULL))
    {
      g_autoptr (GError) problem = NULL;

      tunnel->output = pipe_fds[0];
      g_unix_set_fd_nonblocking (tunnel->output, TRUE, NULL);
      started = hw_program_spawn ((const char *const *) tunnel->argv, tunnel->folder, pipe_fds[1],
                                  pipe_fds[1], &tunnel->pid, &problem);
      close (pipe_fds[1]);
      if (!started)
        g_string_assign (tunnel->said, problem->message);
    }
  if (!started)
    {
      set_state (tunnel, TUNNEL_ENDED);
      return NULL;
    }
  g_main_context_push_thread_default (tunnel->context);
  attach (tunnel, g_unix_fd_source_new (tunnel->output, G_IO_IN | G_IO_HUP),
          (GSourceFunc) (void (*) (void)) on_output);
  attach (tunnel, g_child_watch_source_new (tunnel->pid), (GSourceFunc) (void (*) (void)) on_end);
  if (tunnel->port_is_given)
    attach (tunnel, g_timeout_source_new (TRY_MILLISECONDS), on_try);
  g_main_loop_run (tunnel->loop);
  kill (-tunnel->pid, SIGTERM);
  if (tunnel->state != TUNNEL_ENDED)
    {
      attach (tunnel, g_timeout_source_new (END_MILLISECONDS), on_kill);
      g_main_loop_run (tunnel->loop);
    }
  g_main_context_pop_thread_default (tunnel->context);
  return NULL;
}

/* Whether the program got as far as TUNNEL_OPEN; else sets the error. */
static gboolean
wait_until_open (HwTunnel *tunnel, const char *command, GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + READY_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tunnel->lock);

  while (tunnel->state == TUNNEL_STARTING && g_get_monotonic_time () < deadline)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_cond_wait_until (&tunnel->changed, &tunnel->lock, g_get_monotonic_time () + 100 * 1000);
    }
  if (tunnel->state == TUNNEL_OPEN)
    return TRUE;
  g_strstrip (tunnel->said->str);
  hw_set_error (error, HW_ERROR_UNREACHABLE,
                tunnel->state == TUNNEL_ENDED
                    ? _ ("Run it by hand to see more.")
                    : _ ("It must write 127.0.0.1:PORT once it listens, or take its port from a "
                         "{port} in the command."),
                _ ("the tunnel “%s” %s%s%s"), command,
                tunnel->state == TUNNEL_ENDED ? _ ("ended") : _ ("was not ready after 20 s"),
                *tunnel->said->str == '\0' ? _ (" and said nothing") : ": ", tunnel->said->str);
  return FALSE;
}

/* Puts the chosen port in place of "{port}". */
static void
fill_in_port (HwTunnel *tunnel)
{
  g_autofree char *digits = NULL;

  for (guint i = 0; tunnel->argv[i] != NULL; i++)
    {
      GString *word;

      if (strstr (tunnel->argv[i], PORT_WORD) == NULL)
        continue;
      if (!tunnel->port_is_given)
        {
          tunnel->port_is_given = TRUE;
          tunnel->port = find_free_port ();
          digits = g_strdup_printf ("%u", tunnel->port);
        }
      word = g_string_new (tunnel->argv[i]);
      g_string_replace (word, PORT_WORD, digits, 0);
      g_free (tunnel->argv[i]);
      tunnel->argv[i] = g_string_free (word, FALSE);
    }
}

HwTunnel *
hw_tunnel_open (const char *command, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwTunnel) tunnel = g_new0 (HwTunnel, 1);

  g_mutex_init (&tunnel->lock);
  g_cond_init (&tunnel->changed);
  tunnel->said = g_string_new (NULL);
  tunnel->folder = g_strdup (folder);
  tunnel->output = -1;
  tunnel->context = g_main_context_new ();
  tunnel->loop = g_main_loop_new (tunnel->context, FALSE);
  if (!g_shell_parse_argv (command, NULL, &tunnel->argv, error))
    return NULL;
  fill_in_port (tunnel);
  tunnel->thread = g_thread_new ("headway-tunnel", watch, tunnel);
  if (!wait_until_open (tunnel, command, cancellable, error))
    return NULL;
  return g_steal_pointer (&tunnel);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
hw_tunnel_close (HwTunnel *tunnel)
{
  if (tunnel->thread != NULL)
    {
      /* As a source, so that it also counts before the loop has begun to run. */
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, quit, tunnel->loop, NULL);
      g_source_attach (source, tunnel->context);
      g_thread_join (tunnel->thread);
    }
  if (tunnel->output >= 0)
    close (tunnel->output);
  g_main_loop_unref (tunnel->loop);
  g_main_context_unref (tunnel->context);
  g_strfreev (tunnel->argv);
  g_free (tunnel->folder);
  g_string_free (tunnel->said, TRUE);
  g_cond_clear (&tunnel->changed);
  g_mutex_clear (&tunnel->lock);
  g_free (tunnel);
}

guint
hw_tunnel_get_port (HwTunnel *tunnel)
{
  return tunnel->port;
}

gboolean
hw_tunnel_is_open (HwTunnel *tunnel)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tunnel->lock);

  return tunnel->state == TUNNEL_OPEN;
}
