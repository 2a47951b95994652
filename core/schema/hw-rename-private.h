/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename-private.h: what the recognising of renames and the asking for one share. */

#pragma once

#include "hw-rename.h"

G_BEGIN_DECLS

/* The kind of the rename of a label. */
#define HW_RENAME_ENUM_VALUE "enum-value"

/* What only one side has, and could have been renamed. */
typedef struct
{
  HwSchema *from;
  HwSchema *to;
  GPtrArray *gone; /* (element-type HwObject) */
  GPtrArray *new;
  GPtrArray *renames; /* (element-type HwRename) (nullable) */
  HwFilter *filter;   /* (nullable) */
} HwRenameSearch;

void hw_rename_search_init (HwRenameSearch *search, HwSchema *from, HwSchema *to);
void hw_rename_search_clear (HwRenameSearch *search);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwRenameSearch, hw_rename_search_clear)

/* (transfer full): with the statement that renames, or moves, @from. @reason: (transfer full) */
HwRename *hw_rename_object (HwObject *from, HwObject *to, char *reason);
/* (transfer full): of one label of an enumerated type; @label and @new_label are SQL literals. */
HwRename *hw_rename_label (HwObject *from, HwObject *to, const char *label, const char *new_label,
                           char *reason);
/* Another name in the same schema, or the same name in another one that is there. */
gboolean hw_rename_stays_near (const HwObject *from, const HwObject *to);
gboolean hw_rename_is_in_table (const HwObject *object);

G_END_DECLS
