/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-remedy.h: the one button that does what a database needs. */

#pragma once

#include <gtk/gtk.h>

#include "hw-check.h"

G_BEGIN_DECLS

typedef struct
{
  const char *label;       /* translated, with a mnemonic */
  const char *action;      /* of the window, or of the service's page */
  gboolean about_database; /* the action takes the database's title */
} HwRemedy;

/* (nullable): the revision whose schema a database has that says to be at one nobody here knows. */
const char *hw_remedy_get_lost_revision (const HwCheck *check);

/* Whether a merge revision is what the database of @check wants: its history has several heads. */
gboolean hw_remedy_may_merge (const HwCheck *check);

/* FALSE when there is nothing a button could do: all is well, or a person must decide. */
gboolean hw_remedy_find (const HwCheck *check, HwRemedy *remedy);

/* (nullable) (transfer none): the first of @checks (element-type HwCheck) that something must be
 * done about before anything is known of it: a password, trust, or a database. */
const HwCheck *hw_remedy_find_first (GPtrArray *checks);

/* Makes @button do what @check (nullable) needs, and shows it only when there is something. */
void hw_remedy_update_button (GtkButton *button, const HwCheck *check);

G_END_DECLS
