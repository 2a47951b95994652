/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ini.h: one section of a file in the manner of Python's configparser (alembic.ini). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HwIni HwIni;

/* Reads [@section] over [DEFAULT] of @path; %(here)s is the file's folder. NULL with
 * HW_ERROR_HISTORY, also when there is no such section. */
HwIni *hw_ini_load (const char *path, const char *section, GError **error);
void hw_ini_free (HwIni *ini);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIni, hw_ini_free)

/* The value of @key with %(other)s and %% replaced; NULL when it is not set, or with
 * HW_ERROR_HISTORY "FILE:LINE: …" where it names what is not there. (transfer full) */
char *hw_ini_dup (HwIni *ini, const char *key, GError **error);

G_END_DECLS
