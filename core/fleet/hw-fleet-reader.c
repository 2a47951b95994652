/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-reader.c: a fleet from its file: gives groups and keys their meaning, and refuses what
 * has none. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-fleet-private.h"
#include "hw-graph.h"
#include "hw-history.h"
#include "hw-suggest.h"

/* What a key holds, and so what is checked and how it is kept. */
typedef enum
{
  KEY_TEXT,
  KEY_BOOLEAN,
  KEY_NUMBER,
  KEY_LIST,
  KEY_PATH,     /* made absolute */
  KEY_EXISTING, /* made absolute; must be there */
  KEY_FOLDER,   /* made absolute; no file */
  KEY_FORMAT,   /* a format of migrations */
  KEY_PROGRAM,  /* a name to look for in PATH, or a path, made absolute */
  KEY_COMMAND,  /* a program and its arguments, quoted as in a shell */
  KEY_CONNECTION,
  KEY_SHADOW,
  KEY_IGNORE, /* a list of KIND:PATTERN */
} KeyType;

typedef struct
{
  const char *name;
  KeyType type;
  size_t offset; /* of the field in the object that the group describes */
} Key;

static const Key fleet_keys[] = {
  { "Name", KEY_TEXT, offsetof (HwFleet, name) },
  { "Shadow", KEY_SHADOW, offsetof (HwFleet, shadow) },
  { "Jobs", KEY_NUMBER, offsetof (HwFleet, jobs) },
  { "LockTimeout", KEY_NUMBER, offsetof (HwFleet, lock_timeout) },
  { "StatementTimeout", KEY_NUMBER, offsetof (HwFleet, statement_timeout) },
  { NULL },
};

static const Key environment_keys[] = {
  { "Protected", KEY_BOOLEAN, offsetof (HwEnvironment, is_protected) },
  { NULL },
};

static const Key service_keys[] = {
  { "Migrations", KEY_EXISTING, offsetof (HwService, migrations) },
  { "Format", KEY_FORMAT, offsetof (HwService, format) },
  { "VersionTable", KEY_TEXT, offsetof (HwService, version_table) },
  { "After", KEY_LIST, offsetof (HwService, after) },
  { "Snapshots", KEY_FOLDER, offsetof (HwService, snapshots) },
  { "Python", KEY_PROGRAM, offsetof (HwService, python) },
  { "Runner", KEY_COMMAND, offsetof (HwService, runner) },
  { "Ignore", KEY_IGNORE, offsetof (HwService, ignore) },
  { NULL },
};

static const Key database_keys[] = {
  { "Connection", KEY_CONNECTION, offsetof (HwDatabase, conninfo) },
  { "Tunnel", KEY_COMMAND, offsetof (HwDatabase, tunnel_command) },
  { "PasswordFile", KEY_PATH, offsetof (HwDatabase, password_file) },
  { "PasswordCommand", KEY_COMMAND, offsetof (HwDatabase, password_command) },
  { "Ignore", KEY_IGNORE, offsetof (HwDatabase, ignore) },
  { NULL },
};

/* The kinds of groups; what stands behind the first word of the line is the thing's own name. */
typedef enum
{
  GROUP_FLEET,
  GROUP_ENVIRONMENT,
  GROUP_SERVICE,
  GROUP_DATABASE,
} GroupKind;

static const char *const group_words[] = { "Fleet", "Environment", "Service", "Database", NULL };
static const char *const group_names[] = { N_ ("[Fleet]"), N_ ("An [Environment …] group"),
                                           N_ ("A [Service …] group"),
                                           N_ ("A [Database …] group") };
static const Key *const group_keys[] = { fleet_keys, environment_keys, service_keys,
                                         database_keys };

typedef struct
{
  HwFleet *fleet;
  HwFleetFile *file;
  GPtrArray *databases; /* of HwDatabase, whose services may come later in the file */
} Reader;

#define fail(reader, line, ...) hw_fleet_file_fail ((reader)->file, line, error, __VA_ARGS__)

static HwEnvironment *
add_environment (HwFleet *fleet, const char *name)
{
  HwEnvironment *environment;

  for (guint i = 0; i < fleet->environments->len; i++)
    {
      environment = g_ptr_array_index (fleet->environments, i);
      if (g_str_equal (environment->name, name))
        return environment;
    }
  environment = g_new0 (HwEnvironment, 1);
  environment->name = g_strdup (name);
  g_ptr_array_add (fleet->environments, environment);
  return environment;
}

/* A service or environment can be typed as SERVICE@ENVIRONMENT and listed with “;”. */
static gboolean
check_name (Reader *reader, guint line, const char *name, GroupKind kind, GError **error)
{
  if (!hw_fleet_file_can_be_group (name) || strpbrk (name, "@;") != NULL ||
      g_ascii_isspace (name[0]) || g_ascii_isspace (name[strlen (name) - 1]))
    return fail (
        reader, line,
        kind == GROUP_DATABASE
            ? _ ("Write the service, @ and the environment, like [Database order@local].")
            : _ ("A name has at least one letter, no @ ; [ ] or control character, and no space "
                 "around it."),
        _ ("“%s” cannot be the name of a service or environment"), name);
  return TRUE;
}

static gpointer
open_service (Reader *reader, guint line, const char *name, GError **error)
{
  HwService *service;

  if (!check_name (reader, line, name, GROUP_SERVICE, error))
    return NULL;
  service = g_object_new (HW_TYPE_SERVICE, NULL);
  service->fleet = reader->fleet;
  service->name = g_strdup (name);
  service->line = line;
  g_ptr_array_add (reader->fleet->services, service);
  return service;
}

static gpointer
open_database (Reader *reader, guint line, const char *title, GError **error)
{
  const char *at = strchr (title, '@');
  g_autofree char *service = g_strndup (title, at == NULL ? 0 : at - title);
  HwDatabase *database;

  if (!check_name (reader, line, service, GROUP_DATABASE, error) ||
      !check_name (reader, line, at + 1, GROUP_DATABASE, error))
    return NULL;
  database = g_object_new (HW_TYPE_DATABASE, NULL);
  database->fleet = reader->fleet;
  database->title = g_strdup (title);
  database->environment = g_strdup (at + 1);
  database->line = line;
  g_ptr_array_add (reader->databases, database);
  add_environment (reader->fleet, at + 1);
  return database;
}

/* The object that the group at @line describes, and what its keys are. */
static gpointer
open_group (Reader *reader, guint line, GroupKind *kind, GError **error)
{
  const char *group = hw_fleet_file_get_line (reader->file, line)->name;
  g_autofree char *word = g_strndup (group, strcspn (group, " "));
  const char *name = group[strlen (word)] == '\0' ? "" : group + strlen (word) + 1;
  g_autofree char *question = NULL;

  for (*kind = 0; group_words[*kind] != NULL; (*kind)++)
    if (g_str_equal (word, group_words[*kind]))
      break;
  switch (group_words[*kind] == NULL || (*kind == GROUP_FLEET && *name != '\0') ? -1 : (int) *kind)
    {
    case GROUP_FLEET:
      return reader->fleet;
    case GROUP_ENVIRONMENT:
      if (!check_name (reader, line, name, GROUP_ENVIRONMENT, error))
        return NULL;
      return add_environment (reader->fleet, name);
    case GROUP_SERVICE:
      return open_service (reader, line, name, error);
    case GROUP_DATABASE:
      return open_database (reader, line, name, error);
    default:
      question = hw_suggest_dup_question (word, group_words);
      fail (reader, line,
            question != NULL ? question
                             : _ ("There are [Fleet], [Environment NAME], [Service NAME] and "
                                  "[Database SERVICE@ENVIRONMENT]."),
            _ ("Nothing is known of a group [%s]"), group);
      return NULL;
    }
}

/* "~/" is the home folder; everything else is relative to the fleet file. */
static char *
dup_absolute (HwFleet *fleet, const char *path)
{
  g_autofree char *home = NULL;

  if (g_str_has_prefix (path, "~/"))
    home = g_build_filename (g_get_home_dir (), path + 2, NULL);
  return g_canonicalize_filename (home != NULL ? home : path, fleet->folder);
}

static gboolean
read_boolean (Reader *reader, guint i, gboolean *field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);

  *field = g_str_equal (line->value, "true");
  if (!*field && !g_str_equal (line->value, "false"))
    return fail (reader, i, _ ("Write true or false."), _ ("%s is “%s”, neither true nor false"),
                 line->name, line->value);
  return TRUE;
}

static gboolean
read_number (Reader *reader, guint i, guint *field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  guint64 number;

  if (!g_ascii_string_to_unsigned (line->value, 10, 0, G_MAXINT, &number, NULL))
    return fail (reader, i, _ ("Write a whole number, like 5000."), _ ("%s is “%s”, not a number"),
                 line->name, line->value);
  *field = (guint) number;
  return TRUE;
}

static gboolean
read_list (Reader *reader, guint i, GStrv *field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  g_auto (GStrv) parts = g_strsplit (line->value, ";", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint p = 0; parts[p] != NULL; p++)
    if (*g_strstrip (parts[p]) != '\0')
      g_ptr_array_add (names, g_strdup (parts[p]));
  g_ptr_array_add (names, NULL);
  *field = (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  return TRUE;
}

static gboolean
read_ignore (Reader *reader, guint i, GStrv *field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  g_autoptr (GError) problem = NULL;
  g_autoptr (HwFilter) filter = NULL;

  if (!read_list (reader, i, field, error))
    return FALSE;
  for (char **term = *field; *term != NULL; term++)
    if (strchr (*term, ':') == NULL || g_str_has_suffix (*term, ":"))
      return fail (
          reader, i,
          _ ("Write a kind, a colon and a name, in which * stands for anything, for example "
             "index:orders.tmp_*; put ; between several."),
          _ ("%s is “%s”, which does not say what is meant"), line->name, *term);
  filter = hw_filter_new (NULL, (const char *const *) *field, &problem);
  if (filter == NULL)
    return fail (reader, i, hw_error_get_hint (problem), "%s: %s", line->name, problem->message);
  return TRUE;
}

static gboolean
read_path (Reader *reader, guint i, KeyType type, char **field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);

  *field = dup_absolute (reader->fleet, line->value);
  if (type == KEY_EXISTING && !g_file_test (*field, G_FILE_TEST_EXISTS))
    return fail (reader, i,
                 _ ("Paths are relative to the folder of the fleet file. Name an alembic.ini, a "
                    "versions folder or a folder of SQL files."),
                 _ ("%s names “%s”, and there is no %s"), line->name, line->value, *field);
  if (type == KEY_FOLDER && g_file_test (*field, G_FILE_TEST_EXISTS) &&
      !g_file_test (*field, G_FILE_TEST_IS_DIR))
    return fail (reader, i, _ ("Name a folder; it is made when it is needed."),
                 _ ("%s names “%s”, which is no folder"), line->name, line->value);
  return TRUE;
}

static gboolean
read_format (Reader *reader, guint i, char **field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  g_autoptr (GError) problem = NULL;

  if (!hw_history_check_format (line->value, &problem))
    return fail (reader, i, hw_error_get_hint (problem), "%s: %s", line->name, problem->message);
  *field = g_strdup (line->value);
  return TRUE;
}

/* Says what is wrong without showing the value: it may hold a password. */
static gboolean
read_connection (Reader *reader, guint i, char **field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  g_autoptr (GError) problem = NULL;

  if (!hw_conninfo_check (line->value, &problem))
    return fail (reader, i, hw_error_get_hint (problem), "%s %s", line->name, problem->message);
  *field = g_strdup (line->value);
  return TRUE;
}

static gboolean
read_command (Reader *reader, guint i, char **field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  g_autoptr (GError) problem = NULL;

  if (!g_shell_parse_argv (line->value, NULL, NULL, &problem))
    return fail (reader, i, _ ("Close every quote; \\\\ stands for one backslash."),
                 _ ("%s is not a command: %s"), line->name, problem->message);
  *field = g_strdup (line->value);
  return TRUE;
}

static gboolean
read_value (Reader *reader, guint i, KeyType type, gpointer field, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);

  if (*line->value == '\0' && type != KEY_LIST && type != KEY_IGNORE)
    return fail (reader, i, _ ("Write a value, or leave the line out."), _ ("%s is empty"),
                 line->name);
  switch (type)
    {
    case KEY_BOOLEAN:
      return read_boolean (reader, i, field, error);
    case KEY_NUMBER:
      return read_number (reader, i, field, error);
    case KEY_LIST:
      return read_list (reader, i, field, error);
    case KEY_PROGRAM:
      if (strchr (line->value, '/') == NULL)
        break;
      return read_path (reader, i, type, field, error);
    case KEY_PATH:
    case KEY_EXISTING:
    case KEY_FOLDER:
      return read_path (reader, i, type, field, error);
    case KEY_FORMAT:
      return read_format (reader, i, field, error);
    case KEY_COMMAND:
      return read_command (reader, i, field, error);
    case KEY_SHADOW:
      if (g_str_equal (line->value, "private") || g_str_equal (line->value, "server"))
        break;
      if (strpbrk (line->value, "=:") == NULL)
        return fail (reader, i, _ ("Write private, server or a connection string."),
                     _ ("%s is “%s”, which is none of its values"), line->name, line->value);
      return read_connection (reader, i, field, error);
    case KEY_CONNECTION:
      return read_connection (reader, i, field, error);
    case KEY_IGNORE:
      return read_ignore (reader, i, field, error);
    case KEY_TEXT:
    default:
      break;
    }
  *(char **) field = g_strdup (line->value);
  return TRUE;
}

static gboolean
read_key (Reader *reader, guint i, GroupKind kind, gpointer object, GError **error)
{
  const HwLine *line = hw_fleet_file_get_line (reader->file, i);
  const Key *key = group_keys[kind];
  const char *names[G_N_ELEMENTS (service_keys)] = { NULL };
  g_autofree char *question = NULL;
  g_autofree char *list = NULL;

  for (guint k = 0; key[k].name != NULL; k++)
    {
      names[k] = key[k].name;
      if (!g_str_equal (line->name, key[k].name))
        continue;
      if (kind == GROUP_SERVICE && key[k].type == KEY_LIST)
        ((HwService *) object)->after_line = i;
      return read_value (reader, i, key[k].type, G_STRUCT_MEMBER_P (object, key[k].offset), error);
    }
  list = g_strjoinv (", ", (GStrv) names);
  question = hw_suggest_dup_question (line->name, names);
  if (question == NULL)
    question = g_strdup_printf (_ ("%s knows: %s."), _ (group_names[kind]), list);
  return fail (reader, i, question, _ ("%s knows no key “%s”"), _ (group_names[kind]), line->name);
}

static gboolean
read_lines (Reader *reader, GError **error)
{
  GroupKind kind = GROUP_FLEET;
  gpointer object = NULL;

  for (guint i = 0; i < hw_fleet_file_get_n_lines (reader->file); i++)
    {
      const HwLine *line = hw_fleet_file_get_line (reader->file, i);

      if (line->kind == HW_LINE_GROUP)
        {
          object = open_group (reader, i, &kind, error);
          if (object == NULL)
            return FALSE;
        }
      else if (line->kind == HW_LINE_KEY && !read_key (reader, i, kind, object, error))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full): a hint that names the services there are. */
static char *
dup_service_hint (HwFleet *fleet, const char *wrong)
{
  g_autofree const char **names = g_new0 (const char *, fleet->services->len + 1);
  g_autofree char *list = NULL;
  char *question;

  for (guint i = 0; i < fleet->services->len; i++)
    names[i] = ((HwService *) g_ptr_array_index (fleet->services, i))->name;
  question = hw_suggest_dup_question (wrong, names);
  if (question != NULL)
    return question;
  list = g_strjoinv (", ", (GStrv) names);
  return g_strdup_printf (_ ("The services are: %s."), *list == '\0' ? _ ("none yet") : list);
}

/* What was found good when the keys were read. */
static void
make_filter (HwDatabase *database)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) terms = NULL;

  if (database->service->ignore != NULL)
    g_strv_builder_addv (builder, (const char **) database->service->ignore);
  if (database->ignore != NULL)
    g_strv_builder_addv (builder, (const char **) database->ignore);
  terms = g_strv_builder_end (builder);
  if (terms[0] != NULL)
    database->filter = hw_filter_new (NULL, (const char *const *) terms, NULL);
}

/* Hands every database to its service, and the environments to their databases. */
static gboolean
link_databases (Reader *reader, GError **error)
{
  for (guint i = 0; i < reader->databases->len; i++)
    {
      HwDatabase *database = g_ptr_array_index (reader->databases, i);
      g_autofree char *name = g_strndup (database->title, strcspn (database->title, "@"));
      g_autofree char *hint = NULL;

      database->service = hw_fleet_find_service (reader->fleet, name);
      if (database->service == NULL)
        {
          hint = dup_service_hint (reader->fleet, name);
          return fail (reader, database->line, hint, _ ("There is no [Service %s]"), name);
        }
      if (database->conninfo == NULL)
        return fail (
            reader, database->line,
            _ ("Write Connection=host=localhost dbname=NAME user=NAME, without a password."),
            _ ("[Database %s] has no Connection"), database->title);
      database->is_protected = add_environment (reader->fleet, database->environment)->is_protected;
      make_filter (database);
      g_ptr_array_add (database->service->databases, g_object_ref (database));
    }
  return TRUE;
}

static gboolean
fail_circle (Reader *reader, GArray *circle, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  HwService *first = NULL;

  /* From each service to the one it waits for: against the order of the edges. */
  for (guint i = circle->len; i-- > 0;)
    {
      HwService *service =
          g_ptr_array_index (reader->fleet->services, g_array_index (circle, guint, i));

      first = first == NULL ? service : first;
      g_string_append_printf (names, "%s → ", service->name);
    }
  g_string_append (names, first->name);
  return fail (reader, first->after_line, _ ("Take one of them out of After=."),
               _ ("The services wait for each other in a circle: %s"), names->str);
}

/* Whether one of the first @n of @names is the next. */
static gboolean
is_repeated (const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], names[n]))
      return TRUE;
  return FALSE;
}

/* One edge for each service that another one waits for. */
static GArray *
collect_edges (Reader *reader, GError **error)
{
  GPtrArray *services = reader->fleet->services;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (HwEdge));

  for (guint i = 0; i < services->len; i++)
    {
      HwService *service = g_ptr_array_index (services, i);

      for (guint a = 0; service->after[a] != NULL; a++)
        {
          HwEdge edge = { .after = i };
          g_autofree char *hint = NULL;
          HwService *other = hw_fleet_find_service (reader->fleet, service->after[a]);

          if (other == NULL)
            {
              hint = dup_service_hint (reader->fleet, service->after[a]);
              fail (reader, service->after_line, hint,
                    _ ("“%s” waits for “%s”, which is no service of this file"), service->name,
                    service->after[a]);
              return NULL;
            }
          if (other == service)
            {
              fail (reader, service->after_line, _ ("Take it out of After=."),
                    _ ("“%s” waits for itself"), service->name);
              return NULL;
            }
          if (is_repeated ((const char *const *) service->after, a))
            {
              fail (reader, service->after_line, _ ("Take one of them out of After=."),
                    _ ("“%s” waits for “%s” twice"), service->name, service->after[a]);
              return NULL;
            }
          g_ptr_array_find (services, other, &edge.before);
          g_array_append_val (edges, edge);
        }
    }
  return g_steal_pointer (&edges);
}

static gboolean
number_waves (Reader *reader, GError **error)
{
  GPtrArray *services = reader->fleet->services;
  g_autoptr (GArray) edges = collect_edges (reader, error);
  g_autoptr (GArray) circle = NULL;
  g_autofree guint *order = g_new (guint, services->len + 1);

  if (edges == NULL)
    return FALSE;
  if (!hw_graph_sort (services->len, (HwEdge *) (gpointer) edges->data, edges->len, order, &circle))
    return fail_circle (reader, circle, error);
  for (guint i = 0; i < services->len; i++)
    {
      HwService *service = g_ptr_array_index (services, order[i]);

      for (guint a = 0; service->after[a] != NULL; a++)
        service->wave =
            MAX (service->wave, hw_fleet_find_service (reader->fleet, service->after[a])->wave + 1);
    }
  return TRUE;
}

/* Snapshots lie beside the migrations; services that have the same place get a folder each. */
static void
place_snapshots (HwFleet *fleet)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < fleet->services->len; i++)
    {
      HwService *service = g_ptr_array_index (fleet->services, i);
      char *folder = g_path_get_dirname (service->migrations);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, folder));

      g_hash_table_insert (counts, folder, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < fleet->services->len; i++)
    {
      HwService *service = g_ptr_array_index (fleet->services, i);
      g_autofree char *folder = g_path_get_dirname (service->migrations);
      gboolean shared = GPOINTER_TO_UINT (g_hash_table_lookup (counts, folder)) > 1;

      if (service->snapshots == NULL)
        service->snapshots =
            g_build_filename (folder, "snapshots", shared ? service->name : NULL, NULL);
    }
}

static gboolean
check_services (Reader *reader, GError **error)
{
  HwFleet *fleet = reader->fleet;

  if (fleet->services->len == 0)
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE,
                    _ ("Add one with `headway fleet add SERVICE --migrations PATH`, or let "
                       "`headway fleet new FOLDER` find them."),
                    _ ("%s: names no service"), hw_fleet_file_get_path (reader->file));
      return FALSE;
    }
  for (guint i = 0; i < fleet->services->len; i++)
    {
      HwService *service = g_ptr_array_index (fleet->services, i);

      if (service->migrations == NULL)
        return fail (
            reader, service->line,
            _ ("Write Migrations= and an alembic.ini, a versions folder or a folder of SQL "
               "files."),
            _ ("[Service %s] has no Migrations"), service->name);
      if (service->after == NULL)
        service->after = g_new0 (char *, 1);
    }
  return TRUE;
}

/* Fills a new fleet from @file, whose paths are relative to the fleet's folder. */
static gboolean
read_fleet (HwFleet *fleet, HwFleetFile *file, GError **error)
{
  g_autoptr (GPtrArray) databases = g_ptr_array_new_with_free_func (g_object_unref);
  Reader reader = { fleet, file, databases };

  if (!read_lines (&reader, error) || !check_services (&reader, error) ||
      !number_waves (&reader, error) || !link_databases (&reader, error))
    return FALSE;
  place_snapshots (fleet);
  for (guint i = 0; i < fleet->environments->len; i++)
    g_ptr_array_add (fleet->environment_names,
                     ((HwEnvironment *) g_ptr_array_index (fleet->environments, i))->name);
  g_ptr_array_add (fleet->environment_names, NULL);
  return TRUE;
}

HwFleet *
hw_fleet_new (HwFleetFile *file, GError **error)
{
  g_autoptr (HwFleet) fleet = g_object_new (HW_TYPE_FLEET, NULL);

  fleet->path = g_canonicalize_filename (hw_fleet_file_get_path (file), NULL);
  fleet->folder = g_path_get_dirname (fleet->path);
  if (!read_fleet (fleet, file, error))
    return NULL;
  if (fleet->name == NULL)
    fleet->name = g_path_get_basename (fleet->folder);
  if (fleet->shadow == NULL)
    fleet->shadow = g_strdup ("private");
  fleet->keyring = hw_keyring_new (fleet->name);
  return g_steal_pointer (&fleet);
}

HwFleet *
hw_fleet_load (const char *path, GError **error)
{
  g_autoptr (HwFleetFile) file = hw_fleet_file_read (path, error);

  return file == NULL ? NULL : hw_fleet_new (file, error);
}
