/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script-load.h: runs a file of SQL in a scratch database, to see what schema it makes. */

#pragma once

#include "hw-scratch.h"

G_BEGIN_DECLS

/* Runs @text, the content of @path, statement by statement; the roles it names are made first, and
 * a guest gets its extensions made for it. HW_ERROR_FAILED names file, line and the server's words;
 * @remedy is its hint where nothing better is known. */
gboolean hw_script_load (HwScratch *scratch, const char *path, const char *text, const char *remedy,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
