/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-config.h: where an Alembic project keeps its revisions, and how it names them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All paths are absolute. */
typedef struct
{
  GStrv locations;     /* the folders of revision files, at least one */
  gboolean recursive;  /* and the folders below them */
  GStrv python_path;   /* what prepend_sys_path adds; without alembic.ini the project's folder */
  char *package_root;  /* (nullable): what the package that the revisions lie in is imported from */
  char *file_template; /* in Python's % notation, without ".py" */
  char *timezone;      /* (nullable): of new revisions' dates; NULL for local time */
  guint slug_length;   /* the longest message in a file name, in characters */
} HwAlembicConfig;

/* @path is an alembic.ini, a folder with one, a script folder or a folder of revisions; for the
 * last two the project's alembic.ini is looked for in the folders above. NULL with
 * HW_ERROR_HISTORY. */
HwAlembicConfig *hw_alembic_config_load (const char *path, GError **error);
void hw_alembic_config_free (HwAlembicConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwAlembicConfig, hw_alembic_config_free)

/* Whether @path looks like one of those; and whether it has a file that only Alembic writes. */
gboolean hw_alembic_config_is_here (const char *path);
gboolean hw_alembic_config_is_surely_here (const char *path);

G_END_DECLS
