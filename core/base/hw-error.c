/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-error.c: the closed set of Headway's own errors, each with a remedy. */

#include "hw-error.h"

#include <string.h>

typedef struct
{
  char *hint;
} HwErrorPrivate;

static void
hw_error_private_init (HwErrorPrivate *priv)
{
  priv->hint = NULL;
}

static void
hw_error_private_copy (const HwErrorPrivate *source, HwErrorPrivate *target)
{
  target->hint = g_strdup (source->hint);
}

static void
hw_error_private_clear (HwErrorPrivate *priv)
{
  g_free (priv->hint);
}

G_DEFINE_EXTENDED_ERROR (HwError, hw_error)

void
hw_set_error (GError **error, HwError code, const char *hint, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (HW_ERROR, (int) code, format, arguments);
  va_end (arguments);
  hw_error_get_private (*error)->hint = g_strdup (hint);
}

const char *
hw_error_get_hint (const GError *error)
{
  if (error->domain != HW_ERROR)
    return NULL;
  return hw_error_get_private (error)->hint;
}

const char *
hw_error_skip_title (const GError *error, const char *title)
{
  gboolean has_colon = FALSE;
  const char *rest;

  if (!g_str_has_prefix (error->message, title))
    return error->message;
  /* As it is set in the user's language: "TITLE: ", "TITLE : ", "TITLE：". */
  for (rest = error->message + strlen (title);; rest = g_utf8_next_char (rest))
    {
      gunichar c = g_utf8_get_char (rest);

      if (c != ':' && c != 0xff1a && !g_unichar_isspace (c))
        return has_colon ? rest : error->message;
      has_colon = has_colon || !g_unichar_isspace (c);
    }
}

const char *
hw_error_code_to_string (HwError code)
{
  static const char *const names[] = {
    [HW_ERROR_USAGE] = "usage",
    [HW_ERROR_FLEET_FILE] = "fleet-file",
    [HW_ERROR_HISTORY] = "history",
    [HW_ERROR_NOT_FOUND] = "not-found",
    [HW_ERROR_AMBIGUOUS] = "ambiguous",
    [HW_ERROR_UNREACHABLE] = "unreachable",
    [HW_ERROR_CREDENTIALS] = "credentials",
    [HW_ERROR_UNTRUSTED] = "untrusted",
    [HW_ERROR_REFUSED] = "refused",
    [HW_ERROR_LOCKED] = "locked",
    [HW_ERROR_NEEDS_SNAPSHOT] = "needs-snapshot",
    [HW_ERROR_NEEDS_ENVIRONMENT] = "needs-environment",
    [HW_ERROR_PYTHON] = "python",
    [HW_ERROR_UNPROVEN] = "unproven",
    [HW_ERROR_FAILED] = "failed",
  };

  return names[code];
}
