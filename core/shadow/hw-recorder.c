/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-recorder.c: the Python program that runs Alembic revisions, and the two pipes to it. */

#include "hw-recorder.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-interpreter.h"
#include "hw-json.h"
#include "hw-recorder-checksum.h"
#include "hw-recorder-resource.h"
#include "hw-resource.h"

#define FOLDER "/org/headwaydb/Headway/recorder/"
/* Runs the first line of what comes over the pipe; the rest of the program comes behind it. */
#define FIRST_LINE "import os; source = os.fdopen(os.dup(0), 'rb'); exec(source.readline())"
/* How much of what the program wrote to standard error is quoted. */
#define QUOTED 600
/* Seconds to import alembic and connect. */
#define START_SECONDS 60
/* Seconds until the program must be gone once its pipe is closed. */
#define END_SECONDS 4

/* Each after those that it imports. */
static const char *const modules[] = { "headway_sql",    "headway_standin", "headway_driver",
                                       "headway_record", "headway_watch",   "headway_naming",
                                       "headway_models", "headway_recorder" };

struct _HwRecorder
{
  HwService *service;
  char *mode;
  char *project;        /* the first line it is sent: what it works on */
  GStrv pythons;        /* the interpreters that may have what is needed */
  guint n_tried;        /* of these */
  char *command;        /* how messages call the last one: with its runner */
  GError *failure;      /* (nullable): why none was started */
  gboolean is_ready;    /* connected */
  GSubprocess *process; /* (nullable): of the last one tried */
  int errors;           /* a file in memory that is its standard error; -1 for none */
  GByteArray *received;
};

static const char *
get_text (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".py", NULL);

  return hw_resource_get_text (hw_recorder_get_resource, path);
}

const char *
hw_recorder_get_checksum (void)
{
  return HW_RECORDER_CHECKSUM;
}

/* (transfer full): where the project is, as JSON on one line. */
static char *
dup_project (HwService *service, HwHistory *history, const char *mode)
{
  g_autofree char *ini = NULL;
  g_autofree char *folder = hw_interpreter_dup_folder (service, &ini);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) project = NULL;

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "mode", mode);
  hw_json_add_string (builder, "folder", folder);
  hw_json_add_string (builder, "config", ini);
  hw_json_add_strings (builder, "path", hw_history_get_python_path (history));
  hw_json_add_string (builder, "package_root", hw_history_get_package_root (history));
  hw_json_add_string (builder, "versions", hw_history_get_folder (history));
  json_builder_end_object (builder);
  project = json_builder_get_root (builder);
  return hw_json_to_line (project);
}

gboolean
hw_recorder_begin_request (JsonBuilder *builder, HwService *service, const char *conninfo,
                           const char *password, GError **error)
{
  char *problem = NULL;
  PQconninfoOption *options = PQconninfoParse (conninfo, &problem);

  if (options == NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("The connection of %s cannot be read: %s"),
                    hw_service_get_name (service), problem);
      PQfreemem (problem);
      return FALSE;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "connection");
  json_builder_begin_object (builder);
  for (PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (option->val != NULL && strcmp (option->keyword, "password") != 0)
      hw_json_add_string (builder, option->keyword, option->val);
  if (password != NULL)
    hw_json_add_string (builder, "password", password);
  json_builder_end_object (builder);
  PQconninfoFree (options);
  return TRUE;
}

void
hw_recorder_add_revision (JsonBuilder *builder, HwService *service, const char *id,
                          const char *file)
{
  g_autofree char *text = NULL;

  hw_json_add_string (builder, "id", id);
  hw_json_add_string (builder, "file", file);
  if (hw_service_get_runner (service) != NULL && g_file_get_contents (file, &text, NULL, NULL) &&
      g_utf8_validate (text, -1, NULL))
    hw_json_add_string (builder, "text", text);
}

/* The last that the program wrote to standard error, on one line; "" when it was silent. */
static char *
dup_last_words (HwRecorder *recorder)
{
  off_t length = lseek (recorder->errors, 0, SEEK_END);
  char text[QUOTED + 1];
  ssize_t n = pread (recorder->errors, text, QUOTED, MAX (0, length - QUOTED));
  g_autofree char *valid = NULL;

  text[MAX (0, n)] = '\0';
  valid = g_utf8_make_valid (text, -1);
  return g_strdup (g_strdelimit (g_strstrip (valid), "\n", ' '));
}

static gboolean
set_ended (HwRecorder *recorder, const char *what, GError **error)
{
  g_autofree char *words = dup_last_words (recorder);
  gboolean runs = hw_service_get_runner (recorder->service) != NULL;

  hw_set_error (
      error, HW_ERROR_PYTHON,
      runs ? _ ("Runner= must hand standard input on, like `kubectl exec -i DEPLOYMENT --` or "
                "`docker compose exec -T SERVICE`, and lead to where python3, or what Python= "
                "names, has alembic, SQLAlchemy and a PostgreSQL driver.")
           : _ ("Set Python= of the service to an interpreter that has alembic, SQLAlchemy and a "
                "PostgreSQL driver."),
      "%s %s%s%s", recorder->command, what, words[0] != '\0' ? ": " : "", words);
  return FALSE;
}

/* Everything but passwords; on a copy of ours also none of the user's PG… settings. */
static void
clean_environment (GSubprocessLauncher *launcher, gboolean record)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "PGPASSWORD") || (record && g_str_has_prefix (names[i], "PG")))
      g_subprocess_launcher_unsetenv (launcher, names[i]);
  g_subprocess_launcher_setenv (launcher, "PYTHONDONTWRITEBYTECODE", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONUTF8", "1", TRUE);
}

/* Writing to a program that has ended must be an error, not the end of ours. */
static gboolean
send_bytes (HwRecorder *recorder, const char *text, GError **error)
{
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (recorder->process);
  struct timespec none = { 0 };
  sigset_t broken_pipe, before;
  gboolean sent;

  sigemptyset (&broken_pipe);
  sigaddset (&broken_pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &broken_pipe, &before);
  sent = g_output_stream_write_all (pipe, text, strlen (text), NULL, NULL, NULL) &&
         g_output_stream_write_all (pipe, "\n", 1, NULL, NULL, NULL);
  if (!sent)
    sigtimedwait (&broken_pipe, NULL, &none);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  return sent || set_ended (recorder, _ ("ended"), error);
}

/* A JSON string is a string of Python as well. */
static gboolean
send_bootstrap (HwRecorder *recorder, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), get_text ("bootstrap"));
  g_autofree char *text = hw_json_to_line (node);
  g_autofree char *line = g_strdup_printf ("exec(%s)", text);

  return send_bytes (recorder, line, error);
}

static gboolean
send_program (HwRecorder *recorder, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, modules[i]);
      json_builder_add_string_value (builder, get_text (modules[i]));
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  line = hw_json_to_line (node);
  return send_bootstrap (recorder, error) && send_bytes (recorder, line, error);
}

/* Whatever runs there is cancelled and rolled back. */
static void
end (HwRecorder *recorder)
{
  gint64 deadline = g_get_monotonic_time () + END_SECONDS * G_USEC_PER_SEC;
  g_autoptr (JsonObject) last = NULL;

  if (recorder->process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (recorder->process), NULL, NULL);
      /* What it still says is of no interest; at its end the pipe closes. */
      while (g_get_monotonic_time () < deadline &&
             (last = hw_recorder_receive (recorder, 1, NULL, NULL)) != NULL)
        g_clear_pointer (&last, json_object_unref);
      g_subprocess_force_exit (recorder->process);
      g_subprocess_wait (recorder->process, NULL, NULL);
    }
  g_clear_object (&recorder->process);
  if (recorder->errors >= 0)
    close (recorder->errors);
  recorder->errors = -1;
  g_byte_array_set_size (recorder->received, 0);
}

/* (transfer full): the program and its arguments, behind those of the runner. */
static GStrv
dup_arguments (HwRecorder *recorder, const char *python)
{
  const char *const arguments[] = { python, "-B", "-c", FIRST_LINE, "headway-recorder", NULL };
  const char *runner = hw_service_get_runner (recorder->service);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  /* The fleet file was read: it is a command. */
  if (runner != NULL && g_shell_parse_argv (runner, NULL, &words, NULL))
    g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_addv (builder, (const char **) arguments);
  return g_strv_builder_end (builder);
}

static gboolean
spawn (HwRecorder *recorder, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) local = NULL;
  const char *python = recorder->pythons[recorder->n_tried - 1];
  const char *runner = hw_service_get_runner (recorder->service);
  g_auto (GStrv) arguments = dup_arguments (recorder, python);

  g_free (recorder->command);
  recorder->command =
      runner != NULL ? g_strdup_printf ("%s %s", runner, python) : g_strdup (python);
  recorder->errors = memfd_create ("headway-recorder", MFD_CLOEXEC);
  clean_environment (launcher, !g_str_equal (recorder->mode, "apply"));
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (recorder->errors, F_DUPFD_CLOEXEC, 3));
  recorder->process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &local);
  if (recorder->process != NULL)
    return TRUE;
  hw_set_error (error, HW_ERROR_PYTHON,
                runner != NULL ? _ ("Runner= names a program that is not there.")
                               : _ ("Set Python= of the service to its interpreter."),
                _ ("%s cannot be started: %s"), recorder->command, local->message);
  return FALSE;
}

/* The next interpreter. */
static gboolean
start_next (HwRecorder *recorder, GError **error)
{
  end (recorder);
  recorder->n_tried++;
  return spawn (recorder, error) && send_program (recorder, error) &&
         send_bytes (recorder, recorder->project, error);
}

/* The program's first answer. */
static gboolean
greet (HwRecorder *recorder, GCancellable *cancellable, GError **error)
{
  const char *name = hw_service_get_name (recorder->service);
  g_autoptr (JsonObject) answer = hw_recorder_receive (recorder, START_SECONDS, cancellable, error);
  const char *event, *code, *message;

  if (answer == NULL)
    return FALSE;
  event = hw_json_get_string (answer, "event");
  code = hw_json_get_string (answer, "code");
  message = hw_json_get_string (answer, "message");
  if (g_strcmp0 (event, "hello") == 0)
    return TRUE;
  if (g_strcmp0 (code, "connect") == 0)
    hw_set_error (error, HW_ERROR_UNREACHABLE,
                  hw_service_get_runner (recorder->service) != NULL
                      ? _ ("The service's runner must reach the database as the fleet file names "
                           "it; tunnels and private servers of this machine do not lead there. "
                           "Shadow= can name a server that it reaches.")
                      : NULL,
                  _ ("The revisions of %s, run by %s, cannot "
                     "connect: %s"),
                  name, recorder->command, message);
  else if (g_strcmp0 (code, "driver") == 0)
    hw_set_error (
        error, HW_ERROR_PYTHON,
        _ ("Install psycopg2 for it (Debian: python3-psycopg2), psycopg or pg8000, or set "
           "Python= of the service to an interpreter that has one."),
        _ ("%s has no PostgreSQL driver that SQLAlchemy can use: %s"), recorder->command, message);
  else
    hw_set_error (error, HW_ERROR_PYTHON,
                  _ ("Install alembic and SQLAlchemy for it (Debian: apt install alembic "
                     "python3-psycopg2), or set Python= of the service to its own interpreter."),
                  _ ("%s cannot run the revisions of %s: %s"), recorder->command, name, message);
  return FALSE;
}

/* Starts the first interpreter, if there is one and it may be run. */
static gboolean
start_first (HwRecorder *recorder, HwFleet *fleet, GError **error)
{
  if (!hw_fleet_check_trust (fleet, error))
    return FALSE;
  if (recorder->pythons[0] != NULL)
    return start_next (recorder, error);
  hw_set_error (
      error, HW_ERROR_PYTHON,
      _ ("Install Alembic (Debian: apt install alembic python3-psycopg2), or set Python= "
         "of the service to the interpreter that has it."),
      _ ("There is no Python to run the revisions of %s: the project has no .venv, and no "
         "`alembic` is on PATH"),
      hw_service_get_name (recorder->service));
  return FALSE;
}

HwRecorder *
hw_recorder_start (HwFleet *fleet, HwService *service, HwHistory *history, const char *mode)
{
  HwRecorder *recorder = g_new0 (HwRecorder, 1);

  recorder->service = g_object_ref (service);
  recorder->mode = g_strdup (mode);
  recorder->project = dup_project (service, history, mode);
  recorder->pythons = hw_interpreter_dup_candidates (service, history);
  recorder->received = g_byte_array_new ();
  recorder->errors = -1;
  start_first (recorder, fleet, &recorder->failure);
  return recorder;
}

/* One that has ended instead of waiting for it may have said why. */
static gboolean
request_connection (HwRecorder *recorder, const char *line, GCancellable *cancellable,
                    GError **error)
{
  send_bytes (recorder, line, NULL);
  return greet (recorder, cancellable, error);
}

gboolean
hw_recorder_connect (HwRecorder *recorder, JsonNode *request, GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *line = hw_json_to_line (request);
  g_autoptr (GError) failure = g_steal_pointer (&recorder->failure);

  while (failure != NULL || !request_connection (recorder, line, cancellable, &failure))
    {
      if (recorder->pythons[recorder->n_tried] == NULL ||
          !g_error_matches (failure, HW_ERROR, HW_ERROR_PYTHON))
        break;
      g_clear_error (&failure);
      start_next (recorder, &failure);
    }
  memset (line, 0, strlen (line));
  recorder->is_ready = failure == NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return recorder->is_ready;
}

gboolean
hw_recorder_is_connected (HwRecorder *recorder)
{
  return recorder->is_ready;
}

/* A whole line of what was received; NULL when there is none yet. (transfer full) */
static char *
take_line (HwRecorder *recorder)
{
  GByteArray *received = recorder->received;
  const guint8 *end = received->len > 0 ? memchr (received->data, '\n', received->len) : NULL;
  char *line;

  if (end == NULL)
    return NULL;
  line = g_strndup ((const char *) received->data, end - received->data);
  g_byte_array_remove_range (received, 0, end - received->data + 1);
  return line;
}

/* Waits for the program to write; FALSE when the time is up or it was cancelled. */
static gboolean
wait_for_output (HwRecorder *recorder, gint64 deadline, GCancellable *cancellable, GError **error)
{
  GUnixInputStream *pipe = G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (recorder->process));
  GPollFD wait[2] = { { .fd = g_unix_input_stream_get_fd (pipe), .events = G_IO_IN } };
  gboolean cancels = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &wait[1]);
  int n;

  /* A signal, which is about to cancel, ends the wait too. */
  do
    {
      gint64 left = deadline == 0 ? -1 : MAX (0, deadline - g_get_monotonic_time ()) / 1000;

      n = g_poll (wait, cancels ? 2 : 1, (int) MIN (left, G_MAXINT));
    }
  while (n < 0 && errno == EINTR);
  if (cancels)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n == 0)
    return set_ended (recorder, _ ("did not answer in time"), error);
  return TRUE;
}

JsonObject *
hw_recorder_receive (HwRecorder *recorder, guint seconds, GCancellable *cancellable, GError **error)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (recorder->process);
  gint64 deadline = seconds == 0 ? 0 : g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_autofree char *line = NULL;
  JsonObject *message;

  while ((line = take_line (recorder)) == NULL)
    {
      guint8 part[16384];
      gssize n;

      if (!wait_for_output (recorder, deadline, cancellable, error))
        return NULL;
      n = g_input_stream_read (pipe, part, sizeof part, NULL, NULL);
      if (n <= 0)
        {
          set_ended (recorder, _ ("ended"), error);
          return NULL;
        }
      g_byte_array_append (recorder->received, part, (guint) n);
    }
  message = hw_json_parse (line, -1);
  if (message == NULL)
    set_ended (recorder, _ ("answered with something that is no JSON"), error);
  return message;
}

gboolean
hw_recorder_send_message (HwRecorder *recorder, JsonNode *message, GError **error)
{
  g_autofree char *line = hw_json_to_line (message);

  return send_bytes (recorder, line, error);
}

gboolean
hw_recorder_send (HwRecorder *recorder, const char *command, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "command", command);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return hw_recorder_send_message (recorder, node, error);
}

void
hw_recorder_free (HwRecorder *recorder)
{
  end (recorder);
  g_byte_array_unref (recorder->received);
  g_strfreev (recorder->pythons);
  g_clear_error (&recorder->failure);
  g_free (recorder->command);
  g_free (recorder->project);
  g_free (recorder->mode);
  g_object_unref (recorder->service);
  g_free (recorder);
}
