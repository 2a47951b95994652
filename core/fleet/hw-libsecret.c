/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-libsecret.c: libsecret, loaded when one of its functions is first called.
 *
 * To link it and what it needs took 0.4 ms of every start's 5, and many runs need no password; it
 * also need not be installed. The functions of <libsecret/secret.h> that are called anywhere
 * stand here, each handing on to its namesake in the library. */

#include "hw-libsecret.h"

#include <dlfcn.h>
#include <string.h>

#define LIBRARY "libsecret-1.so.0"

static gpointer
open_library (gpointer unused)
{
  return dlopen (LIBRARY, RTLD_LAZY | RTLD_NODELETE);
}

/* (nullable) */
static gpointer
load (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_library, NULL);
}

gboolean
hw_libsecret_is_installed (void)
{
  return load () != NULL;
}

/* (nullable): a function of the library. */
static gpointer
find (const char *name)
{
  gpointer library = load ();

  return library != NULL ? dlsym (library, name) : NULL;
}

/* Defines the function @name, which takes @parameters and hands on @arguments. */
#define FORWARD(type, name, parameters, arguments)                                                 \
  type name parameters                                                                             \
  {                                                                                                \
    type (*function) parameters = find (#name);                                                    \
                                                                                                   \
    return function != NULL ? function arguments : (type) 0;                                       \
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
FORWARD (SecretValue *, secret_value_new, (const char *secret, gssize length, const char *type),
         (secret, length, type))
FORWARD (void, secret_value_unref, (gpointer value), (value))
FORWARD (char *, secret_value_unref_to_password, (SecretValue * value, gsize *length),
         (value, length))

void
secret_password_free (char *password)
{
  void (*function) (char *password) = find ("secret_password_free");

  if (function != NULL)
    {
      function (password);
      return;
    }
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
