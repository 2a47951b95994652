/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-step-words.c: a step of a plan in words: what it does, and what it loses. */

#include "hw-step-words.h"

#include <glib/gi18n.h>

char *
hw_step_words_dup_action (const HwStep *step)
{
  switch (step->action)
    {
    case HW_ACTION_UPGRADE:
      /* Translators: %s is a revision. */
      return g_strdup_printf (_ ("Apply %s"), step->revision);
    case HW_ACTION_DOWNGRADE:
      return g_strdup_printf (_ ("Take back %s"), step->revision);
    case HW_ACTION_STAMP:
      return g_strdup_printf (_ ("Write down that it is at %s"), step->revision);
    case HW_ACTION_REPAIR:
    default:
      /* Without a version its drift is measured against another revision than base. */
      if (step->to[0] == NULL && step->check->drift != NULL)
        return g_strdup (_ ("Mend what differs"));
      return g_strdup_printf (_ ("Mend it towards %s"), step->revision);
    }
}

static char *
dup_rows (guint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);

  return g_strdup_printf (ngettext ("%s row", "%s rows", n), number);
}

static char *
dup_values (guint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);

  return g_strdup_printf (ngettext ("%s value", "%s values", n), number);
}

static gboolean
is_of_rows (const HwLoss *loss)
{
  return g_str_equal (hw_object_get_kind_name (loss->object), "table");
}

char *
hw_step_words_dup_loss (const HwLoss *loss)
{
  return is_of_rows (loss) ? dup_rows (loss->n_values) : dup_values (loss->n_values);
}

char *
hw_step_words_dup_losses (GPtrArray *losses)
{
  guint64 n_rows = 0, n_values = 0;
  g_autofree char *rows = NULL;
  g_autofree char *values = NULL;

  for (guint i = 0; i < losses->len; i++)
    {
      const HwLoss *loss = losses->pdata[i];

      *(is_of_rows (loss) ? &n_rows : &n_values) += loss->n_values;
    }
  rows = n_rows > 0 ? dup_rows (n_rows) : NULL;
  values = n_values > 0 ? dup_values (n_values) : NULL;
  if (rows != NULL && values != NULL)
    /* Translators: "3 rows and 20 values". */
    return g_strdup_printf (_ ("%s and %s"), rows, values);
  return rows != NULL ? g_steal_pointer (&rows) : g_steal_pointer (&values);
}
