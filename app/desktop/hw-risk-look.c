/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-risk-look.c: how a risk is shown: symbol, colour and word, never colour alone. */

#include "hw-risk-look.h"

#include <glib/gi18n.h>

#include "hw-symbol.h"

static const HwRiskLook looks[] = {
  [HW_RISK_SAFE] = { "hw-up-to-date-symbolic", "good", N_ ("Safe"),
                     N_ ("It takes only short locks and loses nothing.") },
  [HW_RISK_BLOCKING] = { "hw-blocked-symbolic", "notice", N_ ("Blocking"),
                         N_ ("Others wait for the table while it works on the rows.") },
  [HW_RISK_REWRITING] = { "document-edit-symbolic", "notice", N_ ("Rewriting"),
                          N_ ("It writes a whole table anew; others wait meanwhile.") },
  [HW_RISK_DESTROYING] = { "edit-delete-symbolic", "bad", N_ ("Destroying"),
                           N_ ("Data or objects are lost.") },
};

HwRiskLook
hw_risk_get_look (HwRisk risk)
{
  HwRiskLook look = looks[risk];

  look.word = _ (look.word);
  look.meaning = _ (look.meaning);
  return look;
}

GtkWidget *
hw_risk_badge_new (HwRisk risk)
{
  HwRiskLook look = hw_risk_get_look (risk);
  GtkWidget *badge = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (badge), hw_symbol_new (look.icon, look.style));
  gtk_box_append (GTK_BOX (badge), gtk_label_new (look.word));
  gtk_widget_set_tooltip_text (badge, look.meaning);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}
