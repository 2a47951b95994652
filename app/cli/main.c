/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c: reads the command line, finds the command, runs it, and turns its end into an exit
 * status. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "hw-carrying-out.h"
#include "hw-command.h"
#include "hw-error.h"
#include "hw-locale.h"
#include "hw-suggest.h"

/* So many times whoever wants the program to end has asked for it by then. */
#define IMPATIENT 3

/* Where a signal tells the thread that waits for it. */
static int interrupts = -1;

static void
on_signal (int number)
{
  const guint64 one = 1;
  int before = errno;

  /* What cannot be told any more was told often enough. */
  if (write (interrupts, &one, sizeof one) < 0)
    errno = before;
}

static gpointer
wait_for_interrupts (gpointer cancellable)
{
  guint64 n, n_all = 0;

  for (;;)
    {
      if (read (interrupts, &n, sizeof n) != sizeof n)
        continue;
      g_cancellable_cancel (cancellable);
      n_all += n;
      if (n_all >= IMPATIENT)
        _exit (HW_EXIT_INTERRUPTED);
    }
  return NULL;
}

/* Ctrl-C and SIGTERM cancel the work, until the end of the program; they are waited for on a
 * thread, since the core has no main loop. Who asks again and again is not held up: what is open,
 * the server rolls back. */
static void
watch_interrupts (GCancellable *cancellable)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  const struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

  interrupts = eventfd (0, EFD_CLOEXEC);
  g_thread_unref (
      g_thread_new ("headway-signals", wait_for_interrupts, g_object_ref (cancellable)));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, NULL);
}

/* Where a standard file is closed, the next one that is opened takes its number: a connection, into
 * which a message would be written then. A file that cannot be used so keeps the place. */
static void
hold_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void
on_broken_pipe (int number)
{
}

/* Who reads no further (headway upgrade … | head) ends no run: writing fails, and is told at the
 * end. That the signal is handled, not ignored, keeps it as it was for the programs that are
 * started. */
static void
outlive_readers (void)
{
  const struct sigaction action = { .sa_handler = on_broken_pipe, .sa_flags = SA_RESTART };

  sigaction (SIGPIPE, &action, NULL);
}

static void
print_overview (void)
{
  g_print (
      _ ("Usage: headway [--fleet FILE] COMMAND [ARGUMENT…]\n\n"
         "Brings the PostgreSQL databases of many services to their migration head, and back.\n"
         "SERVICE may be written SERVICE@ENVIRONMENT; with none named, all.\n\n"
         "Commands:\n"));
  for (guint i = 0; hw_commands[i] != NULL; i++)
    if (hw_commands[i]->summary != NULL)
      g_print ("  %-12s %s\n", hw_commands[i]->name, _ (hw_commands[i]->summary));
  g_print (
      _ ("\nEverywhere:\n"
         "  --fleet FILE        the fleet file (default: headway.fleet here or in a folder above)\n"
         "  --environment ENV   only the databases of this environment\n"
         "  --json              one object on standard output, for programs\n"
         "  --jobs N            how many databases at once\n"
         "  --no-color          no colour, also on a terminal\n"
         "  --yes               go on without being asked\n"
         "  --confirm NAME      a protected database that may be changed; may be repeated\n"
         "  --trust             let this fleet's programs and revisions run, this once\n"
         "  --help, --version\n\n"
         "headway COMMAND --help says more. Begin with: headway fleet new .\n"
         "Exit status: 0 clean · 1 needs attention · 2 wrong usage or fleet file · 3 failed or\n"
         "unreachable · 4 refused · 130 interrupted.\n"));
}

static const HwCommand *
find_command (const char *name, GError **error)
{
  const HwCommand *command = hw_command_find (name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *question = NULL;

  if (command != NULL)
    return command;
  names = g_ptr_array_new ();
  for (guint i = 0; hw_commands[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) hw_commands[i]->name);
  g_ptr_array_add (names, NULL);
  question = hw_suggest_dup_question (name, (const char *const *) names->pdata);
  hw_set_error (error, HW_ERROR_USAGE,
                question != NULL ? question : _ ("headway --help lists the commands."),
                _ ("“%s” is no command of headway"), name);
  return NULL;
}

/* "-1" is a revision, not an option: GOption is kept from seeing its dash. */
#define HIDDEN_DASH '\001'

/* Hides the dash of numbers, but for those that are an option's value. Returns where the options
 * end: at "--", or behind all words. */
static guint
hide_numbers (HwCli *cli, const HwCommand *command, char **arguments)
{
  guint n;

  for (n = 0; arguments[n] != NULL && strcmp (arguments[n], "--") != 0; n++)
    {
      if (hw_command_takes_value (cli, command, arguments[n]) && arguments[n + 1] != NULL)
        n++;
      else if (arguments[n][0] == '-' && g_ascii_isdigit (arguments[n][1]))
        arguments[n][0] = HIDDEN_DASH;
    }
  return n;
}

static void
show_numbers (char **arguments)
{
  for (; *arguments != NULL; arguments++)
    if ((*arguments)[0] == HIDDEN_DASH)
      (*arguments)[0] = '-';
}

/* Takes the options out of @arguments, and the "--" that ends them. */
static gboolean
take_options (HwCli *cli, const HwCommand *command, GOptionContext *context, char ***arguments,
              GError **error)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  guint n = hide_numbers (cli, command, *arguments);
  g_auto (GStrv) behind = g_strdupv (*arguments + n);

  for (guint i = n; behind[i - n] != NULL; i++)
    g_clear_pointer (&(*arguments)[i], g_free);
  /* GOption takes the first word for the program's name: here that is the command's. */
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;
  show_numbers (*arguments);
  if (behind[0] == NULL)
    return TRUE;
  g_strv_builder_addv (left, (const char **) *arguments);
  g_strv_builder_addv (left, (const char **) behind + 1);
  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (left);
  return TRUE;
}

/* Not GOption's own, which leaves the program before anybody can see that printing it failed. */
static gboolean wants_help;

static const GOptionEntry help_options[] = {
  { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Print this help"), NULL },
  { NULL },
};

static GOptionContext *
make_context (const HwCommand *command, const GOptionEntry *global)
{
  g_autofree char *parameters = command == NULL
                                    ? g_strdup ("COMMAND [ARGUMENT…]")
                                    : g_strdup_printf ("%s %s", command->name, command->arguments);
  GOptionContext *context = g_option_context_new (parameters);

  if (command != NULL && command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  if (command != NULL && command->changes)
    g_option_context_add_main_entries (context, hw_carrying_out_options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, global, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_options, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  if (command != NULL)
    g_option_context_set_summary (context, _ (command->description));
  return context;
}

static int
run_command (HwCli *cli, char ***arguments, GError **error)
{
  const HwCommand *command = find_command ((*arguments)[0], error);
  g_autoptr (GOptionContext) context = NULL;
  guint n;

  if (command == NULL)
    return HW_EXIT_USAGE;
  context = make_context (command, hw_cli_get_entries (cli));
  if (!take_options (cli, command, context, arguments, error))
    return HW_EXIT_USAGE;
  if (wants_help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", help);
      return HW_EXIT_CLEAN;
    }
  n = g_strv_length (*arguments) - 1;
  if (n < command->min_arguments || n > command->max_arguments)
    {
      g_autofree char *hint =
          g_strdup_printf (_ ("Usage: headway %s %s"), command->name, command->arguments);

      hw_set_error (error, HW_ERROR_USAGE, hint, "%s",
                    n < command->min_arguments ? _ ("Something is missing")
                                               : _ ("Too many arguments"));
      return HW_EXIT_USAGE;
    }
  if (!hw_cli_check_options (cli, error))
    return HW_EXIT_USAGE;
  g_clear_pointer (&cli->terminal, hw_terminal_free);
  cli->terminal = hw_terminal_new (!cli->no_color, cli->cancellable);
  return command->run (cli, (const char *const *) *arguments + 1, error);
}

static int
run (HwCli *cli, char ***arguments, GError **error)
{
  gboolean version = FALSE;
  const GOptionEntry first[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = make_context (NULL, hw_cli_get_entries (cli));

  g_option_context_add_main_entries (context, first, NULL);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse_strv (context, arguments, error))
    return HW_EXIT_USAGE;
  if (version)
    {
      g_print (_ ("headway %s\n"), HW_VERSION);
      return HW_EXIT_CLEAN;
    }
  if (wants_help || (*arguments)[1] == NULL)
    {
      print_overview ();
      return wants_help ? HW_EXIT_CLEAN : HW_EXIT_USAGE;
    }
  g_free ((*arguments)[0]);
  memmove (*arguments, *arguments + 1, g_strv_length (*arguments) * sizeof (char *));
  return run_command (cli, arguments, error);
}

/* A keyring that could not be used is said once, also when everything worked without it. */
static void
report_keyring (HwCli *cli, const GError *error)
{
  g_autofree char *problem = cli->fleet != NULL ? hw_fleet_dup_keyring_problem (cli->fleet) : NULL;
  const char *hint = hw_postgres_error_get_hint (error);

  if (problem != NULL && (hint == NULL || strstr (hint, problem) == NULL) &&
      (error == NULL || strstr (error->message, problem) == NULL))
    g_printerr (_ ("headway: %s\n"), problem);
}

/* What the shadow could not do as it should and did otherwise. */
static void
report_shadow (HwCli *cli)
{
  g_auto (GStrv) notices = cli->shadow != NULL ? hw_shadow_take_notices (cli->shadow) : NULL;

  for (guint i = 0; notices != NULL && notices[i] != NULL; i++)
    g_printerr (_ ("headway: %s\n"), notices[i]);
}

/* The first error on standard output, as errno has it. */
static int output_problem;

static void
note_problem (gboolean failed)
{
  if (failed && output_problem == 0)
    output_problem = errno;
}

/* g_print() would turn what the locale's character set lacks into question marks: in the C locale
 * that is every letter beyond ASCII, also in names that a script must have right. It would also
 * write each text by itself, where a terminal takes lines and anything else what fills a page. */
static void
print_as_it_is (const char *text)
{
  note_problem (fputs (text, stdout) == EOF);
}

static void
flush_output (void)
{
  note_problem (fflush (stdout) != 0);
}

/* What was printed before is seen before. */
static void
printerr_as_it_is (const char *text)
{
  flush_output ();
  fputs (text, stderr);
}

/* Returns the exit status: a script that was cut off is a failure. Who reads no further knows it,
 * and is told nothing. */
static int
report_output (int status)
{
  flush_output ();
  if (output_problem == 0)
    return status;
  if (output_problem != EPIPE)
    g_printerr (_ ("headway: standard output cannot be written: %s\n"),
                g_strerror (output_problem));
  return HW_EXIT_FAILED;
}

/* Does not return. exit() would let dozens of libraries tidy up, which the kernel does at once; but
 * where leaks are looked for, it is then. */
static void G_NORETURN
leave (int status)
{
#ifdef __SANITIZE_ADDRESS__
  exit (status);
#else
  fflush (NULL);
  _exit (status);
#endif
}

/* Whether an error of the command line itself, which ends the reading of the options, is told as
 * JSON. */
static gboolean
asks_for_json (char **arguments)
{
  for (; *arguments != NULL && strcmp (*arguments, "--") != 0; arguments++)
    if (strcmp (*arguments, "--json") == 0)
      return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  HwCli cli = { .cancellable = g_cancellable_new () };
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  gboolean json;
  int status;

  hold_standard_files ();
  /* Each worker would get an arena of its own, and keep what the largest schema needed. */
  mallopt (M_ARENA_MAX, 2);
  hw_locale_init ();
  g_set_print_handler (print_as_it_is);
  g_set_printerr_handler (printerr_as_it_is);
  g_set_prgname ("headway");
  watch_interrupts (cli.cancellable);
  outlive_readers ();
  cli.terminal = hw_terminal_new (TRUE, cli.cancellable);
  json = asks_for_json (arguments);
  cli.json = json;
  status = run (&cli, &arguments, &error);
  if (error != NULL)
    {
      /* GOption takes back what it has read when it fails. */
      cli.json = cli.json || (json && error->domain == G_OPTION_ERROR);
      hw_cli_report_error (&cli, error);
      status = hw_cli_get_exit_status (error);
    }
  report_shadow (&cli);
  report_keyring (&cli, error);
  status = report_output (status);
  g_clear_pointer (&cli.shadow, hw_shadow_free);
  g_clear_object (&cli.fleet);
  g_clear_pointer (&cli.terminal, hw_terminal_free);
  g_object_unref (cli.cancellable);
  g_free (cli.fleet_path);
  g_free (cli.environment);
  g_free (cli.jobs_text);
  g_strfreev (cli.confirm);
  leave (status);
}
