/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terminal.c: the terminal the command speaks to: width, colour, questions, a progress line. */

#include "hw-terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

struct _HwTerminal
{
  GCancellable *cancellable;
  gboolean color;
  guint width;
  gboolean shows_progress;

  GMutex lock;
  GCond wake;
  gboolean stop;
  HwProgress *progress;
  GThread *watcher;
};

HwTerminal *
hw_terminal_new (gboolean color, GCancellable *cancellable)
{
  HwTerminal *terminal = g_new0 (HwTerminal, 1);
  const char *no_color = g_getenv ("NO_COLOR");
  gboolean dumb = g_strcmp0 (g_getenv ("TERM"), "dumb") == 0;
  struct winsize size;

  terminal->cancellable = g_object_ref (cancellable);
  if (isatty (STDOUT_FILENO))
    {
      terminal->color = color && !dumb && (no_color == NULL || no_color[0] == '\0');
      terminal->width = 80;
      if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        terminal->width = size.ws_col;
    }
  terminal->shows_progress = isatty (STDERR_FILENO) && !dumb;
  g_mutex_init (&terminal->lock);
  g_cond_init (&terminal->wake);
  return terminal;
}

void
hw_terminal_free (HwTerminal *terminal)
{
  hw_terminal_unwatch (terminal);
  g_mutex_clear (&terminal->lock);
  g_cond_clear (&terminal->wake);
  g_object_unref (terminal->cancellable);
  g_free (terminal);
}

guint
hw_terminal_get_width (HwTerminal *terminal)
{
  return terminal->width;
}

gboolean
hw_terminal_is_interactive (HwTerminal *terminal)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

char *
hw_terminal_paint (HwTerminal *terminal, HwStyle style, const char *text)
{
  static const char *const marks[] = {
    [HW_STYLE_BOLD] = "1",    [HW_STYLE_DIM] = "2",  [HW_STYLE_GOOD] = "32",
    [HW_STYLE_NOTICE] = "33", [HW_STYLE_BAD] = "31",
  };

  if (!terminal->color || style == HW_STYLE_PLAIN)
    return g_strdup (text);
  return g_strdup_printf ("\033[%sm%s\033[0m", marks[style], text);
}

void
hw_terminal_print (HwTerminal *terminal, HwStyle style, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *painted = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  painted = hw_terminal_paint (terminal, style, text);
  g_print ("%s\n", painted);
}

guint
hw_terminal_measure (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Most of what is measured is ASCII. */
      if (c < 0x80)
        columns++;
      else if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

char *
hw_terminal_cut (const char *text, guint columns)
{
  guint used = 0;

  if (hw_terminal_measure (text) <= columns)
    return g_strdup (text);
  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      used += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
      if (used >= columns)
        return g_strdup_printf ("%.*s…", (int) (p - text), text);
    }
}

char *
hw_terminal_pad (const char *text, guint columns)
{
  guint used = hw_terminal_measure (text);

  return g_strdup_printf ("%s%*s", text, used < columns ? (int) (columns - used) : 0, "");
}

/* FALSE when cancelled while there was nothing to read. */
static gboolean
wait_for_input (HwTerminal *terminal)
{
  GPollFD polls[2] = { { STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 } };

  if (!g_cancellable_make_pollfd (terminal->cancellable, &polls[1]))
    return TRUE;
  while (polls[0].revents == 0 && polls[1].revents == 0)
    g_poll (polls, 2, -1);
  g_cancellable_release_fd (terminal->cancellable);
  return polls[1].revents == 0;
}

static char *
read_line (HwTerminal *terminal)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t n;
  char *copy;

  if (!wait_for_input (terminal))
    return NULL;
  n = getline (&line, &size, stdin);
  while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
    line[--n] = '\0';
  copy = n < 0 ? NULL : g_strdup (line);
  /* It may have been a password. */
  if (line != NULL)
    explicit_bzero (line, size);
  free (line);
  return copy;
}

char *
hw_terminal_ask (HwTerminal *terminal, const char *question)
{
  g_printerr ("%s ", question);
  return read_line (terminal);
}

char *
hw_terminal_ask_secret (HwTerminal *terminal, const char *question)
{
  struct termios before, silent;
  char *answer;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (terminal);
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s ", question);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  answer = read_line (terminal);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return answer;
}

static void
paint_progress (HwTerminal *terminal)
{
  g_autofree char *text = hw_progress_dup_text (terminal->progress);
  g_autofree char *cut = NULL;
  double fraction = hw_progress_get_fraction (terminal->progress);
  struct winsize size;
  guint columns = 80;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 8)
    columns = size.ws_col;
  cut = hw_terminal_cut (text != NULL ? text : hw_progress_get_title (terminal->progress),
                         columns - 7);
  fprintf (stderr, "\r\033[K%3.0f%%  %s", 100 * fraction, cut);
  fflush (stderr);
}

static gpointer
watch (gpointer data)
{
  HwTerminal *terminal = data;
  guint painted = 0;
  gboolean visible = FALSE;

  g_mutex_lock (&terminal->lock);
  while (!terminal->stop)
    {
      gint64 until = g_get_monotonic_time () + 150 * G_TIME_SPAN_MILLISECOND;
      guint serial;

      if (g_cond_wait_until (&terminal->wake, &terminal->lock, until))
        continue;
      serial = hw_progress_get_serial (terminal->progress);
      if (serial != painted)
        paint_progress (terminal);
      visible = visible || serial != painted;
      painted = serial;
    }
  g_mutex_unlock (&terminal->lock);
  if (visible)
    fprintf (stderr, "\r\033[K");
  return NULL;
}

void
hw_terminal_watch (HwTerminal *terminal, HwProgress *progress)
{
  /* Who reads what was printed (a log, a pager) need not wait for long work. A failure shows again
   * in the end. */
  fflush (stdout);
  if (!terminal->shows_progress || terminal->watcher != NULL)
    return;
  terminal->stop = FALSE;
  terminal->progress = hw_progress_ref (progress);
  terminal->watcher = g_thread_new ("headway-progress", watch, terminal);
}

void
hw_terminal_unwatch (HwTerminal *terminal)
{
  if (terminal->watcher == NULL)
    return;
  g_mutex_lock (&terminal->lock);
  terminal->stop = TRUE;
  g_cond_signal (&terminal->wake);
  g_mutex_unlock (&terminal->lock);
  g_thread_join (g_steal_pointer (&terminal->watcher));
  g_clear_pointer (&terminal->progress, hw_progress_unref);
}
