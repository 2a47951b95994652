/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-keyring.c: passwords in the Secret Service: found by what they are for, never waited for long.
 */

#include "hw-keyring.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-libsecret.h"
#include "hw-program.h"

#define LOOKUP_SECONDS 2
/* Where the user waits for it. */
#define STORE_SECONDS 10

static const SecretSchema schema = {
  .name = "org.headwaydb.Headway",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "fleet", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "environment", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "database", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL },
  },
};

/* The attributes of an entry besides the fleet, in the order of their importance to people. */
static const struct
{
  const char *name;
  size_t offset;
} fields[] = {
  { "service", offsetof (HwKeyringEntry, service) },
  { "environment", offsetof (HwKeyringEntry, environment) },
  { "host", offsetof (HwKeyringEntry, host) },
  { "port", offsetof (HwKeyringEntry, port) },
  { "database", offsetof (HwKeyringEntry, database) },
  { "user", offsetof (HwKeyringEntry, user) },
};

#define FIELD(entry, i) G_STRUCT_MEMBER (const char *, entry, fields[i].offset)

struct _HwKeyring
{
  char *fleet;

  GMutex lock; /* for what follows */
  gboolean is_searched;
  gboolean is_slow;
  gboolean is_absent;
  char *problem;
  GHashTable *items; /* char* (all attributes) to SecretRetrievable, readable ones only */
};

/* One request to the Secret Service. It runs on a thread of its own, so that whoever wants the
 * answer can go away however long it takes; the last of the two frees it. */
typedef struct _Request Request;
struct _Request
{
  void (*run) (Request *request);
  GCancellable *cancellable;
  GHashTable *attributes;
  SecretRetrievable *item;
  char *label;
  char *password; /* to store */

  GMutex lock; /* for what follows */
  GCond changed;
  gboolean is_done;
  GList *found;       /* of SecretRetrievable */
  SecretValue *value; /* read */
  gboolean removed;
  GError *error;
};

static Request *
request_new (void (*run) (Request *request))
{
  Request *request = g_atomic_rc_box_new0 (Request);

  request->run = run;
  request->cancellable = g_cancellable_new ();
  g_mutex_init (&request->lock);
  g_cond_init (&request->changed);
  return request;
}

static void
request_clear (gpointer data)
{
  Request *request = data;

  g_object_unref (request->cancellable);
  g_clear_pointer (&request->attributes, g_hash_table_unref);
  g_clear_object (&request->item);
  g_clear_pointer (&request->password, secret_password_free);
  g_clear_pointer (&request->value, secret_value_unref);
  g_clear_error (&request->error);
  g_list_free_full (request->found, g_object_unref);
  g_free (request->label);
  g_cond_clear (&request->changed);
  g_mutex_clear (&request->lock);
}

static void
request_unref (Request *request)
{
  g_atomic_rc_box_release_full (request, request_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_unref)

static gpointer
request_thread (gpointer data)
{
  g_autoptr (Request) request = data;

  request->run (request);
  g_mutex_lock (&request->lock);
  request->is_done = TRUE;
  g_cond_signal (&request->changed);
  g_mutex_unlock (&request->lock);
  return NULL;
}

/* Whether the request came to its end, well or not; FALSE when it took longer or was cancelled. */
static gboolean
request_run (Request *request, guint seconds, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gboolean is_done;

  g_thread_unref (
      g_thread_new ("headway-keyring", request_thread, g_atomic_rc_box_acquire (request)));
  g_mutex_lock (&request->lock);
  while (!request->is_done && g_get_monotonic_time () < deadline &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&request->changed, &request->lock,
                       MIN (deadline, g_get_monotonic_time () + 50 * 1000));
  is_done = request->is_done;
  g_mutex_unlock (&request->lock);
  if (!is_done)
    g_cancellable_cancel (request->cancellable);
  return is_done;
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

static void
run_search (Request *request)
{
  request->found = secret_password_searchv_sync (&schema, request->attributes, SECRET_SEARCH_ALL,
                                                 request->cancellable, &request->error);
}

static void
run_retrieve (Request *request)
{
  request->value = secret_retrievable_retrieve_secret_sync (request->item, request->cancellable,
                                                            &request->error);
}

/* Whether the default keyring, where new passwords go, is there and open. libsecret would ask the
 * user for what is missing, but (0.20) never comes back from a question that nobody can answer. */
static gboolean
check_default (GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretService) service =
      secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, error);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) problem = NULL;

  if (service == NULL)
    return FALSE;
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, cancellable, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (collection == NULL)
    g_set_error (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT,
                 _ ("it has no default collection yet"));
  else if (secret_collection_get_locked (collection))
    g_set_error (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, _ ("it is locked"));
  else
    return TRUE;
  return FALSE;
}

static void
run_store (Request *request)
{
  if (check_default (request->cancellable, &request->error))
    secret_password_storev_sync (&schema, request->attributes, SECRET_COLLECTION_DEFAULT,
                                 request->label, request->password, request->cancellable,
                                 &request->error);
}

/* Locked items are passed over by libsecret as if they were not there. */
static void
run_clear (Request *request)
{
  run_search (request);
  for (GList *link = request->found; link != NULL; link = link->next)
    if (is_locked (link->data))
      {
        g_set_error (&request->error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, _ ("it is locked"));
        return;
      }
  if (request->error != NULL)
    return;
  request->removed = secret_password_clearv_sync (&schema, request->attributes,
                                                  request->cancellable, &request->error);
}

HwKeyring *
hw_keyring_new (const char *fleet)
{
  HwKeyring *keyring = g_new0 (HwKeyring, 1);

  keyring->fleet = g_strdup (fleet);
  keyring->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_mutex_init (&keyring->lock);
  return keyring;
}

void
hw_keyring_free (HwKeyring *keyring)
{
  g_hash_table_unref (keyring->items);
  g_free (keyring->problem);
  g_free (keyring->fleet);
  g_mutex_clear (&keyring->lock);
  g_free (keyring);
}

/* Without a bus GIO would start one (dbus-launch), which is not ours to do. */
static gboolean
has_session_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL || g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* (nullable): why there can be no keyring, as a sentence. */
static const char *
find_absence (void)
{
  if (!has_session_bus ())
    return _ ("There is no keyring: no session bus runs here.");
  return hw_libsecret_is_installed () ? NULL
                                      : _ ("There is no keyring: libsecret is not installed.");
}

static GHashTable *
make_attributes (HwKeyring *keyring, const HwKeyringEntry *entry)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (char *) "fleet", g_strdup (keyring->fleet));
  for (guint i = 0; entry != NULL && i < G_N_ELEMENTS (fields); i++)
    if (FIELD (entry, i) != NULL)
      g_hash_table_insert (attributes, (char *) fields[i].name, g_strdup (FIELD (entry, i)));
  return attributes;
}

/* All attributes as one text; none of them can hold the mark between them and mean it. */
static char *
make_key (const HwKeyringEntry *entry)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (key, "%s\037", FIELD (entry, i) != NULL ? FIELD (entry, i) : "");
  return g_string_free (key, FALSE);
}

/* Takes over @problem; under the lock. */
static void
set_problem (HwKeyring *keyring, char *problem)
{
  g_free (keyring->problem);
  keyring->problem = problem;
}

static void
set_slow (HwKeyring *keyring)
{
  keyring->is_slow = TRUE;
  set_problem (keyring,
               g_strdup_printf (_ ("The keyring did not answer within %d s, so no password "
                                   "was taken from it."),
                                LOOKUP_SECONDS));
}

/* Whether @problem says that nobody on the bus is a Secret Service. */
static gboolean
is_absence (const GError *problem)
{
  return g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* What kept the Secret Service from answering, as a sentence. */
static char *
describe (GError *problem)
{
  if (is_absence (problem))
    return g_strdup (_ ("There is no keyring: nothing on the session bus is a Secret Service."));
  g_dbus_error_strip_remote_error (problem);
  return g_strdup_printf (_ ("The keyring cannot be used: %s"), problem->message);
}

static void
set_failed (HwKeyring *keyring, GError *problem)
{
  keyring->is_absent = is_absence (problem);
  set_problem (keyring, describe (problem));
}

/* Keeps the readable ones of @found and counts the others. A locked item does not even show its
 * attributes, so all that can be said is that it belongs to the fleet. */
static void
take_items (HwKeyring *keyring, GList *found)
{
  guint n_locked = 0;

  for (GList *link = found; link != NULL; link = link->next)
    {
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (link->data);
      HwKeyringEntry entry = { NULL };

      if (is_locked (link->data))
        {
          n_locked++;
          continue;
        }
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        FIELD (&entry, i) = g_hash_table_lookup (attributes, fields[i].name);
      g_hash_table_insert (keyring->items, make_key (&entry), g_object_ref (link->data));
    }
  if (n_locked > 0)
    set_problem (keyring,
                 g_strdup_printf (ngettext ("The keyring is locked, so %u password of this fleet "
                                            "cannot be read. Unlock it first.",
                                            "The keyring is locked, so %u passwords of this fleet "
                                            "cannot be read. Unlock it first.",
                                            n_locked),
                                  n_locked));
}

/* Asks once for all items of the fleet; under the lock. */
static void
search (HwKeyring *keyring, GCancellable *cancellable)
{
  g_autoptr (Request) request = NULL;
  const char *absence;

  if (keyring->is_searched || keyring->is_slow)
    return;
  absence = find_absence ();
  if (absence != NULL)
    {
      keyring->is_searched = keyring->is_absent = TRUE;
      set_problem (keyring, g_strdup (absence));
      return;
    }
  request = request_new (run_search);
  request->attributes = make_attributes (keyring, NULL);
  if (!request_run (request, LOOKUP_SECONDS, cancellable))
    {
      if (!g_cancellable_is_cancelled (cancellable))
        set_slow (keyring);
      return;
    }
  keyring->is_searched = TRUE;
  if (request->error != NULL)
    set_failed (keyring, request->error);
  else
    take_items (keyring, request->found);
}

gboolean
hw_keyring_has_entries (HwKeyring *keyring, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->lock);

  search (keyring, cancellable);
  return g_hash_table_size (keyring->items) > 0 && !keyring->is_slow;
}

char *
hw_keyring_lookup (HwKeyring *keyring, const HwKeyringEntry *entry, GCancellable *cancellable)
{
  g_autoptr (Request) request = NULL;
  g_autofree char *key = make_key (entry);
  SecretRetrievable *item;
  char *password = NULL;

  g_mutex_lock (&keyring->lock);
  search (keyring, cancellable);
  item = keyring->is_slow ? NULL : g_hash_table_lookup (keyring->items, key);
  if (item != NULL)
    {
      request = request_new (run_retrieve);
      request->item = g_object_ref (item);
    }
  g_mutex_unlock (&keyring->lock);
  if (request == NULL)
    return NULL;
  /* Several threads may read at once, each its own. */
  if (!request_run (request, LOOKUP_SECONDS, cancellable))
    {
      g_mutex_lock (&keyring->lock);
      if (!g_cancellable_is_cancelled (cancellable))
        set_slow (keyring);
      g_mutex_unlock (&keyring->lock);
      return NULL;
    }
  if (request->value != NULL)
    password = secret_value_unref_to_password (g_steal_pointer (&request->value), NULL);
  else if (request->error != NULL)
    {
      g_mutex_lock (&keyring->lock);
      set_failed (keyring, request->error);
      g_mutex_unlock (&keyring->lock);
    }
  return password;
}

char *
hw_keyring_dup_problem (HwKeyring *keyring, gboolean *absent)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->lock);

  if (absent != NULL)
    *absent = keyring->is_absent;
  return g_strdup (keyring->problem);
}

/* The next look sees what was changed; under the lock. */
static void
forget_search (HwKeyring *keyring)
{
  keyring->is_searched = keyring->is_slow = keyring->is_absent = FALSE;
  g_clear_pointer (&keyring->problem, g_free);
  g_hash_table_remove_all (keyring->items);
}

/* Runs a request that the user waits for. FALSE with HW_ERROR_CREDENTIALS. */
static gboolean
run_for_user (Request *request, const char *what, GCancellable *cancellable, GError **error)
{
  const char *hint =
      _ ("Start or unlock the keyring, in the desktop's program for passwords and keys; or use "
         "~/.pgpass or PasswordFile= instead.");
  const char *absence = find_absence ();
  g_autofree char *sentence = NULL;

  if (absence != NULL)
    {
      hw_set_error (error, HW_ERROR_CREDENTIALS, _ ("Use ~/.pgpass or PasswordFile= instead."),
                    "%s. %s", what, absence);
      return FALSE;
    }
  if (!request_run (request, STORE_SECONDS, cancellable))
    {
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        hw_set_error (error, HW_ERROR_CREDENTIALS, hint,
                      _ ("%s. The keyring did not answer within %d s"), what, STORE_SECONDS);
      return FALSE;
    }
  if (request->error == NULL)
    return TRUE;
  sentence = describe (request->error);
  hw_set_error (error, HW_ERROR_CREDENTIALS, hint, "%s. %s", what, sentence);
  return FALSE;
}

gboolean
hw_keyring_store (HwKeyring *keyring, const HwKeyringEntry *entry, const char *password,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->lock);
  g_autoptr (Request) request = request_new (run_store);

  request->attributes = make_attributes (keyring, entry);
  request->label = g_strdup_printf (_ ("Headway: %s@%s of %s"), entry->service, entry->environment,
                                    keyring->fleet);
  request->password = hw_program_dup_secret (password, strlen (password));
  forget_search (keyring);
  return run_for_user (request, _ ("The password cannot be stored"), cancellable, error);
}

gboolean
hw_keyring_forget (HwKeyring *keyring, const char *service, const char *environment,
                   GCancellable *cancellable, GError **error)
{
  const HwKeyringEntry entry = { .service = service, .environment = environment };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->lock);
  g_autoptr (Request) request = request_new (run_clear);

  request->attributes = make_attributes (keyring, &entry);
  forget_search (keyring);
  return run_for_user (request, _ ("The password cannot be removed"), cancellable, error) &&
         request->removed;
}

static void
entry_free (gpointer data)
{
  HwKeyringEntry *entry = data;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free ((char *) FIELD (entry, i));
  g_free (entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = make_key (*(HwKeyringEntry *const *) a);
  g_autofree char *second = make_key (*(HwKeyringEntry *const *) b);

  return strcmp (first, second);
}

GPtrArray *
hw_keyring_list (HwKeyring *keyring, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->lock);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  GHashTableIter iter;
  gpointer key;

  search (keyring, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (keyring->problem != NULL)
    {
      hw_set_error (error, HW_ERROR_CREDENTIALS,
                    _ ("libpq's own ways and PasswordFile= still work."), "%s", keyring->problem);
      return NULL;
    }
  g_hash_table_iter_init (&iter, keyring->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) values = g_strsplit (key, "\037", -1);
      HwKeyringEntry *entry = g_new0 (HwKeyringEntry, 1);

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        FIELD (entry, i) = g_strdup (values[i]);
      g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}
