/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-locale.h: the user's language. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes the language from the environment, and our translations from where they were installed, or
 * from the folder HEADWAY_LOCALE_DIR. To be called first in main(). */
void hw_locale_init (void);

G_END_DECLS
