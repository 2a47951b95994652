/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-libsecret.c: libsecret, loaded when one of its functions is first called.
 *
 * To link it costs every start of the program as much as reading the histories of a small fleet,
 * and most runs need no password. The functions of <libsecret/secret.h> that are called anywhere
 * stand here, each handing on to its namesake in the library. */

#include <dlfcn.h>
#include <libsecret/secret.h>

#define LIBRARY "libsecret-1.so.0"

/* A function of the library. Without it the program could not have begun either, were it linked. */
static gpointer
find (const char *name)
{
  static gsize library;
  gpointer function = NULL;

  if (g_once_init_enter (&library))
    {
      gpointer loaded = dlopen (LIBRARY, RTLD_LAZY | RTLD_NODELETE);

      if (loaded == NULL)
        g_error ("%s", dlerror ());
      g_once_init_leave (&library, (gsize) loaded);
    }
  function = dlsym ((gpointer) library, name);
  if (function == NULL)
    g_error ("%s", dlerror ());
  return function;
}

/* Defines the function @name, which takes @parameters and hands on @arguments. */
#define FORWARD(type, name, parameters, arguments)                                                 \
  type name parameters                                                                             \
  {                                                                                                \
    return ((type (*) parameters) find (#name)) arguments;                                         \
  }

FORWARD (GQuark, secret_error_get_quark, (void), ())
FORWARD (GType, secret_item_get_type, (void), ())
FORWARD (gboolean, secret_item_get_locked, (SecretItem * self), (self))
FORWARD (gboolean, secret_collection_get_locked, (SecretCollection * self), (self))
FORWARD (GHashTable *, secret_retrievable_get_attributes, (SecretRetrievable * self), (self))
FORWARD (SecretValue *, secret_retrievable_retrieve_secret_sync,
         (SecretRetrievable * self, GCancellable *cancellable, GError **error),
         (self, cancellable, error))
FORWARD (SecretService *, secret_service_get_sync,
         (SecretServiceFlags flags, GCancellable *cancellable, GError **error),
         (flags, cancellable, error))
FORWARD (SecretCollection *, secret_collection_for_alias_sync,
         (SecretService * service, const char *alias, SecretCollectionFlags flags,
          GCancellable *cancellable, GError **error),
         (service, alias, flags, cancellable, error))
FORWARD (GList *, secret_password_searchv_sync,
         (const SecretSchema *schema, GHashTable *attributes, SecretSearchFlags flags,
          GCancellable *cancellable, GError **error),
         (schema, attributes, flags, cancellable, error))
FORWARD (gboolean, secret_password_storev_sync,
         (const SecretSchema *schema, GHashTable *attributes, const char *collection,
          const char *label, const char *password, GCancellable *cancellable, GError **error),
         (schema, attributes, collection, label, password, cancellable, error))
FORWARD (gboolean, secret_password_clearv_sync,
         (const SecretSchema *schema, GHashTable *attributes, GCancellable *cancellable,
          GError **error),
         (schema, attributes, cancellable, error))
FORWARD (void, secret_password_free, (char *password), (password))
FORWARD (SecretValue *, secret_value_new, (const char *secret, gssize length, const char *type),
         (secret, length, type))
FORWARD (void, secret_value_unref, (gpointer value), (value))
FORWARD (char *, secret_value_unref_to_password, (SecretValue * value, gsize *length),
         (value, length))
