/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-remedy.c: the one button that does what a database needs. */

#include "hw-remedy.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-creation.h"
#include "hw-error.h"
#include "hw-postgres-error.h"

static gboolean
is_about_password (const GError *error)
{
  return g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING) ||
         g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG);
}

const char *
hw_remedy_get_lost_revision (const HwCheck *check)
{
  const HwCandidate *candidate = hw_check_get_identified (check);

  if (check->verdict != HW_VERDICT_AHEAD || candidate == NULL || candidate->weight > 0 ||
      g_strv_length (candidate->version) != 1)
    return NULL;
  return candidate->version[0];
}

gboolean
hw_remedy_may_merge (const HwCheck *check)
{
  return check->verdict == HW_VERDICT_DIVERGED && g_strv_length (check->heads) > 1;
}

gboolean
hw_remedy_find (const HwCheck *check, HwRemedy *remedy)
{
  if (is_about_password (check->error))
    {
      *remedy = (HwRemedy){ _ ("Enter _Password…"), "win.enter-password", TRUE };
      return TRUE;
    }
  if (hw_creation_may_help (check->error) && !hw_database_is_protected (check->database))
    {
      *remedy = (HwRemedy){ _ ("_Create Database…"), "win.create-databases", TRUE };
      return TRUE;
    }
  if (g_error_matches (check->error, HW_ERROR, HW_ERROR_UNTRUSTED))
    {
      *remedy = (HwRemedy){ _ ("_Trust This Fleet…"), "win.trust", FALSE };
      return TRUE;
    }
  if (hw_advice_is_reconcilable (check))
    {
      *remedy = (HwRemedy){ _ ("_Reconcile…"), "service.reconcile", FALSE };
      return TRUE;
    }
  if (hw_remedy_get_lost_revision (check) != NULL)
    {
      *remedy = (HwRemedy){ _ ("_Stamp…"), "service.stamp", FALSE };
      return TRUE;
    }
  if (hw_remedy_may_merge (check))
    {
      *remedy = (HwRemedy){ _ ("_Merge Heads…"), "service.merge", FALSE };
      return TRUE;
    }
  if (check->verdict == HW_VERDICT_UNREACHABLE || check->verdict == HW_VERDICT_UNKNOWN ||
      check->verdict == HW_VERDICT_BLOCKED)
    {
      *remedy = (HwRemedy){ _ ("Try _Again"), "service.check", FALSE };
      return TRUE;
    }
  return FALSE;
}

const HwCheck *
hw_remedy_find_first (GPtrArray *checks)
{
  HwRemedy remedy;

  for (guint i = 0; i < checks->len; i++)
    if (hw_remedy_find (g_ptr_array_index (checks, i), &remedy) &&
        g_str_has_prefix (remedy.action, "win."))
      return g_ptr_array_index (checks, i);
  return NULL;
}

void
hw_remedy_update_button (GtkButton *button, const HwCheck *check)
{
  HwRemedy remedy;

  if (check == NULL || !hw_remedy_find (check, &remedy))
    {
      gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
      return;
    }
  gtk_button_set_label (button, remedy.label);
  gtk_button_set_use_underline (button, TRUE);
  /* The old action may not want the new target. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_actionable_set_action_target_value (
      GTK_ACTIONABLE (button), remedy.about_database
                                   ? g_variant_new_string (hw_database_get_title (check->database))
                                   : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), remedy.action);
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}
