/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-postgres-error.c: what a PostgreSQL server or the way to it said, with SQLSTATE and statement.
 */

#include "hw-postgres-error.h"

#include "hw-error.h"

typedef struct
{
  HwPostgresErrorDetails details;
} HwPostgresErrorPrivate;

static void
hw_postgres_error_details_copy (const HwPostgresErrorDetails *source,
                                HwPostgresErrorDetails *target)
{
  target->sqlstate = g_strdup (source->sqlstate);
  target->detail = g_strdup (source->detail);
  target->hint = g_strdup (source->hint);
  target->context = g_strdup (source->context);
  target->statement = g_strdup (source->statement);
  target->position = source->position;
}

static void
hw_postgres_error_private_init (HwPostgresErrorPrivate *priv)
{
  priv->details = (HwPostgresErrorDetails){ NULL };
}

static void
hw_postgres_error_private_copy (const HwPostgresErrorPrivate *source,
                                HwPostgresErrorPrivate *target)
{
  hw_postgres_error_details_copy (&source->details, &target->details);
}

static void
hw_postgres_error_private_clear (HwPostgresErrorPrivate *priv)
{
  g_free (priv->details.sqlstate);
  g_free (priv->details.detail);
  g_free (priv->details.hint);
  g_free (priv->details.context);
  g_free (priv->details.statement);
}

G_DEFINE_EXTENDED_ERROR (HwPostgresError, hw_postgres_error)

void
hw_postgres_set_error (GError **error, HwPostgresError code, const HwPostgresErrorDetails *details,
                       const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (HW_POSTGRES_ERROR, (int) code, format, arguments);
  va_end (arguments);
  if (details != NULL)
    hw_postgres_error_details_copy (details, &hw_postgres_error_get_private (*error)->details);
}

const HwPostgresErrorDetails *
hw_postgres_error_get_details (const GError *error)
{
  if (error->domain != HW_POSTGRES_ERROR)
    return NULL;
  return &hw_postgres_error_get_private (error)->details;
}

const char *
hw_postgres_error_get_hint (const GError *error)
{
  const HwPostgresErrorDetails *details;

  if (error == NULL)
    return NULL;
  details = hw_postgres_error_get_details (error);
  return details != NULL ? details->hint : hw_error_get_hint (error);
}

void
hw_postgres_error_suggest (GError *error, const char *hint)
{
  if (error->domain == HW_POSTGRES_ERROR && hw_postgres_error_get_hint (error) == NULL)
    hw_postgres_error_get_private (error)->details.hint = g_strdup (hint);
}

const char *
hw_postgres_error_get_detail (const GError *error)
{
  const HwPostgresErrorDetails *details =
      error != NULL ? hw_postgres_error_get_details (error) : NULL;

  return details != NULL ? details->detail : NULL;
}

gboolean
hw_postgres_error_has_state (const GError *error, const char *sqlstate)
{
  const HwPostgresErrorDetails *details;

  if (error == NULL)
    return FALSE;
  details = hw_postgres_error_get_details (error);
  return details != NULL && details->sqlstate != NULL &&
         g_str_has_prefix (details->sqlstate, sqlstate);
}

gboolean
hw_postgres_error_has_one_of (const GError *error, const char *const *sqlstates)
{
  for (guint i = 0; sqlstates[i] != NULL; i++)
    if (hw_postgres_error_has_state (error, sqlstates[i]))
      return TRUE;
  return FALSE;
}
