/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-file.h: one Alembic revision file: what it declares, and writing a new one. */

#pragma once

#include "hw-python.h"
#include "hw-revision-file.h"

G_BEGIN_DECLS

/* What the names of the module variables that say what a revision is have in them (down_revision
 * the first), NULL-terminated. */
extern const char *const hw_alembic_variables[];

/* (transfer full): what @module, read from @path, declares. NULL with HW_ERROR_HISTORY
 * "FILE:LINE: …". */
HwRevision *hw_alembic_revision_new (const char *path, const HwPythonModule *module,
                                     GError **error);

/* Whether Alembic can tell a revision called @id from others, and keep it in its version table.
 * FALSE with HW_ERROR_USAGE. */
gboolean hw_alembic_file_check_id (HwHistory *history, const char *id, GError **error);

/* As hw_revision_file_write(); @path is what the history was read from. */
char *hw_alembic_file_write (HwHistory *history, const char *path, const HwNewRevision *revision,
                             GError **error);

G_END_DECLS
