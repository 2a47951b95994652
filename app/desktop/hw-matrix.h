/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-matrix.h: services by environments, each cell a verdict. */

#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Gives @view a column for the services of @session (nullable: none) and one for each environment.
 * A cell leads to its database. */
void hw_matrix_show (GtkColumnView *view, HwSession *session);

G_END_DECLS
