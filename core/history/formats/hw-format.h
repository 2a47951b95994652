/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-format.h: one migration format: its files and its version table. One constant a file, listed
 * in hw-format.c. */

#pragma once

#include <gio/gio.h>

#include "hw-revision-file.h"

G_BEGIN_DECLS

/* What reading a folder found. */
typedef struct
{
  GPtrArray *revisions; /* (element-type HwRevision), in a fixed order; parents may come later */
  char *folder;         /* where new files go, absolute */
  GStrv python_path;    /* (nullable): what the revisions need on sys.path, absolute */
  char *package_root;   /* (nullable): and behind it */
  char *notice;         /* (nullable): what a person should know of the folder */
} HwReading;

typedef struct
{
  const char *name; /* as the fleet file's Format= has it */
  gboolean needs_python;

  /* The version table: one row for each head. */
  const char *version_table;  /* "table" or "schema.table" */
  const char *version_column; /* holds the revision's id */
  const char *dirty_column;   /* (nullable): boolean, true while a migration is half done */
  /* Between the brackets of CREATE TABLE, as the tool makes it; %s is the table's bare name with
   * "_pkc", quoted. */
  const char *version_definition;

  /* Whether @path (absolute, exists) looks like this format. Asked in the order of the list. */
  gboolean (*detect) (const char *path);
  gboolean (*read) (HwReading *reading, const char *path, GCancellable *cancellable,
                    GError **error);
  /* Whether a new revision may be called @id, which no other is. FALSE with HW_ERROR_USAGE. */
  gboolean (*check_id) (HwHistory *history, const char *id, GError **error);
  /* As hw_revision_file_write(); @path is what the history was read from. */
  char *(*write) (HwHistory *history, const char *path, const HwNewRevision *revision,
                  GError **error);
  /* The tool's own advisory lock on @schema.@table of @database; NULL when it takes none. */
  gint64 (*lock_key) (const char *database, const char *schema, const char *table);
} HwFormat;

extern const HwFormat hw_format_alembic;
extern const HwFormat hw_format_golang_migrate;
extern const HwFormat hw_format_sql;

/* The format called @name (then @path is not looked at), or (@name NULL) the one that @path looks
 * like. NULL with HW_ERROR_HISTORY that names the formats there are. */
const HwFormat *hw_format_find (const char *name, const char *path, GError **error);

G_END_DECLS
