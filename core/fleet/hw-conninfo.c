/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-conninfo.c: connection strings as libpq reads them: what they may hold, where they lead. */

#include "hw-conninfo.h"

#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <string.h>

#include "hw-error.h"
#include "hw-program.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PQconninfoOption, PQconninfoFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

static const char *
find (const PQconninfoOption *options, const char *keyword)
{
  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (g_str_equal (option->keyword, keyword))
      return option->val;
  return NULL;
}

/* Text that libpq cannot read and that may hold a password all the same: such a text is not shown,
 * nor is what libpq says of it, which quotes it. */
static gboolean
may_hold_password (const char *conninfo)
{
  g_autofree char *folded = g_ascii_strdown (conninfo, -1);
  const char *scheme = strstr (folded, "://");
  const char *at = scheme == NULL ? NULL : strchr (scheme + 3, '@');

  return strstr (folded, "pass") != NULL || strstr (folded, "pwd") != NULL ||
         (at != NULL && memchr (scheme + 3, ':', at - scheme - 3) != NULL);
}

/* Whether there is a word without a key word before it, which may be the rest of a password. A
 * value is quoted, or goes up to the next space. */
static gboolean
has_stray_word (const char *conninfo)
{
  return strstr (conninfo, "://") == NULL &&
         !g_regex_match_simple ("^\\s*(?:\\w+\\s*=\\s*(?:'(?:\\\\.|[^'\\\\])*'"
                                "|(?!')(?:\\\\.|[^\\s\\\\])*+)\\s*+)*$",
                                conninfo, G_REGEX_DOTALL, 0);
}

static gboolean
fail_password (GError **error)
{
  hw_set_error (
      error, HW_ERROR_FLEET_FILE,
      _ ("Take it out, change it if the file was shared, and store it with `headway "
         "credentials set SERVICE@ENVIRONMENT`; or name a PasswordFile= that only you can "
         "read."),
      _ ("holds a password, which has no place in a fleet file"));
  return FALSE;
}

static PQconninfoOption *
parse (const char *conninfo, GError **error)
{
  const char *hint = _ ("Write key words, like host=localhost dbname=NAME user=NAME, or a "
                        "postgresql:// URI.");
  char *message = NULL;
  PQconninfoOption *options = PQconninfoParse (conninfo, &message);
  g_autofree char *line = message == NULL ? NULL : g_strchomp (g_strdup (message));

  if (message != NULL)
    PQfreemem (message);
  if (options != NULL)
    return options;
  if (may_hold_password (conninfo))
    fail_password (error);
  else if (has_stray_word (conninfo))
    hw_set_error (error, HW_ERROR_FLEET_FILE, hint,
                  _ ("is no connection string: not each word in it is KEY=VALUE"));
  else
    hw_set_error (error, HW_ERROR_FLEET_FILE, hint, _ ("is no connection string: %s"), line);
  return NULL;
}

gboolean
hw_conninfo_check (const char *conninfo, GError **error)
{
  g_autoptr (PQconninfoOption) options = parse (conninfo, error);

  if (options == NULL)
    return FALSE;
  if (find (options, "password") != NULL || find (options, "sslpassword") != NULL)
    return fail_password (error);
  return TRUE;
}

gboolean
hw_conninfo_is_valid (const char *conninfo)
{
  g_autoptr (PQconninfoOption) options = parse (conninfo, NULL);

  return options != NULL;
}

/* A connection that knows its options and goes nowhere. Only PQconninfo() tells what libpq makes of
 * service files and environment, and it wants a connection. A mode that does not exist makes libpq
 * stop after the options, before any name is looked up or server asked. */
static PGconn *
resolve (const char *conninfo)
{
  const char *const keywords[] = { "dbname", "sslmode", NULL };
  const char *const values[] = { conninfo, "none, only look at the options", NULL };

  return PQconnectStartParams (keywords, values, TRUE);
}

char *
hw_conninfo_dup_password (const char *conninfo)
{
  g_autoptr (PGconn) connection = resolve (conninfo);
  g_autoptr (PQconninfoOption) options = PQconninfo (connection);
  char *secret = NULL;

  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (g_str_equal (option->keyword, "password") && option->val != NULL)
      {
        secret = hw_program_dup_secret (option->val, strlen (option->val));
        explicit_bzero (option->val, strlen (option->val));
      }
  return secret;
}

HwEndpoint *
hw_conninfo_resolve (const char *conninfo, GError **error)
{
  g_autoptr (PGconn) connection = resolve (conninfo);
  g_autoptr (PQconninfoOption) options = PQconninfo (connection);
  const char *host, *address, *user;
  HwEndpoint *endpoint;

  if (options == NULL || find (options, "dbname") == NULL)
    {
      hw_set_error (error, HW_ERROR_FLEET_FILE, _ ("Look at Connection= and at the service file."),
                    _ ("libpq cannot use this connection: %s"),
                    g_strchomp (PQerrorMessage (connection)));
      return NULL;
    }
  host = find (options, "host");
  address = find (options, "hostaddr");
  user = find (options, "user");
  endpoint = g_new0 (HwEndpoint, 1);
  if (host != NULL && address != NULL)
    endpoint->host = g_strconcat (host, "/", address, NULL);
  else if (host != NULL || address != NULL)
    endpoint->host = g_strdup (host != NULL ? host : address);
  else
    endpoint->host = g_strdup (PQhost (connection));
  endpoint->port = g_strdup (find (options, "port"));
  endpoint->database = g_strdup (find (options, "dbname"));
  endpoint->user = g_strdup (user != NULL ? user : g_get_user_name ());
  return endpoint;
}

void
hw_endpoint_free (HwEndpoint *endpoint)
{
  g_free (endpoint->host);
  g_free (endpoint->port);
  g_free (endpoint->database);
  g_free (endpoint->user);
  g_free (endpoint);
}

void
hw_conninfo_append (GString *text, const char *keyword, const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "%s=", keyword);
  if (*value != '\0' && strpbrk (value, " '\\\t\n\r\f\v") == NULL)
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '\'');
}

char *
hw_conninfo_dup_value (const char *conninfo, const char *keyword)
{
  g_autoptr (PQconninfoOption) options = parse (conninfo, NULL);

  return options == NULL ? NULL : g_strdup (find (options, keyword));
}

char *
hw_conninfo_dup_changed (const char *conninfo, const char *const *changes, GError **error)
{
  g_autoptr (PQconninfoOption) options = parse (conninfo, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (options == NULL)
    return NULL;
  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    {
      const char *value = option->val;

      for (guint i = 0; changes[i] != NULL; i += 2)
        if (g_str_equal (option->keyword, changes[i]))
          value = changes[i + 1];
      if (value != NULL)
        hw_conninfo_append (text, option->keyword, value);
    }
  return g_strdup (text->str);
}
