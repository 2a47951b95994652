/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-file.h: the text of a fleet file: its lines, groups and keys, kept as they were written.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HW_LINE_OTHER, /* blank or a comment */
  HW_LINE_GROUP,
  HW_LINE_KEY,
} HwLineKind;

typedef struct
{
  HwLineKind kind;
  char *text;  /* as it stands in the file, with its line end */
  char *name;  /* of the group or key; NULL for other lines */
  char *value; /* of the key, GLib's escapes resolved, no spaces around it; NULL for other lines */
} HwLine;

/**
 * HwFleetFile:
 *
 * A GLib key file as text. What is not changed is written back byte for byte: comments, order,
 * blank lines, line ends. Knows nothing of what groups and keys mean. Belongs to one thread.
 */
typedef struct _HwFleetFile HwFleetFile;

/* HW_ERROR_FLEET_FILE for what cannot be read, is no UTF-8 text or no key file, and for a group or
 * key that is there twice; the message begins with PATH: or PATH:LINE:. */
HwFleetFile *hw_fleet_file_read (const char *path, GError **error);
/* The same from memory; @path is only for messages. */
HwFleetFile *hw_fleet_file_parse (const char *path, const char *text, gsize length, GError **error);
void hw_fleet_file_free (HwFleetFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFleetFile, hw_fleet_file_free)

const char *hw_fleet_file_get_path (HwFleetFile *file);
guint hw_fleet_file_get_n_lines (HwFleetFile *file);
/* Line @i counted from 0; its number for people is one more. */
const HwLine *hw_fleet_file_get_line (HwFleetFile *file, guint i);

/* Whether a line can be [@name]. */
gboolean hw_fleet_file_can_be_group (const char *name);
gboolean hw_fleet_file_has_group (HwFleetFile *file, const char *group);
/* (nullable): valid until the next change. */
const char *hw_fleet_file_get (HwFleetFile *file, const char *group, const char *key);
/* Changes the key, or adds it behind the last key of the group; a group that is not there is added
 * at the end, after a blank line. */
void hw_fleet_file_set (HwFleetFile *file, const char *group, const char *key, const char *value);
/* Without @key (NULL) the whole group goes, up to the next one. FALSE when it was not there. */
gboolean hw_fleet_file_remove (HwFleetFile *file, const char *group, const char *key);

/* (transfer full) */
char *hw_fleet_file_to_text (HwFleetFile *file);
/* Writes a file of its own beside @path and puts it in its place: whole or not at all. Keeps the
 * mode; follows a symbolic link. HW_ERROR_FLEET_FILE. */
gboolean hw_fleet_file_save (HwFleetFile *file, const char *path, GError **error);

/* Sets HW_ERROR_FLEET_FILE about line @i, counted from 0; always returns FALSE. */
gboolean hw_fleet_file_fail (HwFleetFile *file, guint i, GError **error, const char *hint,
                             const char *format, ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
