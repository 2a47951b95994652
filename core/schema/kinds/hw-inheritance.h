/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-inheritance.h: tables that inherit from others or are their partitions, and what they get so.
 */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* (nullable): what a table says of them: "INHERITS (a, b)", "PARTITION OF a FOR VALUES …" or, of a
 * composite type, "OF a". */
const char *hw_inheritance_get_parents (const HwObject *table);
/* Whether both (nullable) say that a table is a partition of the same one, within whatever bounds.
 */
gboolean hw_inheritance_has_same_whole (const char *parents, const char *others);
/* Writes what leads from @old to @new (both nullable), as tables say them, for the table @name. */
void hw_inheritance_write_parents (HwWriter *writer, const char *name, const char *old,
                                   const char *new);
/* Whether that leaves the parents in the order in which @new says them: others come behind. */
gboolean hw_inheritance_keeps_order (const char *old, const char *new);

/* Whether other tables inherit from @table or are its partitions. */
gboolean hw_inheritance_has_heirs (const HwObject *table);
/* (transfer full): "ALTER TABLE public.orders ALTER COLUMN total"; @only: of that table alone where
 * it has heirs, for what they have otherwise is theirs. */
char *hw_inheritance_dup_alter_column (const HwObject *column, gboolean only);

gboolean hw_inheritance_is_partition (const HwObject *table);
/* Whether @table is of a composite type, which is as good as a parent: it gives all columns. */
gboolean hw_inheritance_is_typed (const HwObject *table);
/* Whether @table of FROM is in @to, but no longer an heir of @parent. */
gboolean hw_inheritance_leaves_parent (const HwObject *table, const HwObject *parent, HwSchema *to);
/* Whether the table of @object is, in @other too, an heir of the one that it gets @object from. */
gboolean hw_inheritance_stays (const HwObject *object, HwSchema *other);
/* Whether the statement that makes its table declares @column: not one that comes with what the
 * table inherits from or is of. */
gboolean hw_inheritance_declares (const HwObject *column);

/* Whether what a parent's statement does makes @object of TO, or drops @object of FROM: a column,
 * constraint or index of a table that is and stays its heir. */
gboolean hw_inheritance_makes (HwWriter *writer, const HwObject *object);
gboolean hw_inheritance_drops (HwWriter *writer, const HwObject *object);
/* Whether the check @object of TO has the name of another, which its table had from a parent that
 * it leaves: the one goes, and the other comes, as the table goes from parent to parent. */
gboolean hw_inheritance_replaces (HwSchema *from, const HwObject *object);
/* Whether @object of TO, which FROM lacks, is made when its table is joined to a parent. */
gboolean hw_inheritance_joins (HwSchema *from, const HwObject *object);
/* Whether the column @from is its table's own, and as @to only what a parent hands down: PostgreSQL
 * lets that happen to no column that is there, so its values move into a new one. */
gboolean hw_inheritance_is_handed_over (const HwObject *from, const HwObject *to);
/* Whether the column @from is handed down, and as @to by another parent: its type can be changed
 * only while it has neither. */
gboolean hw_inheritance_changes_parent (const HwObject *from, const HwObject *to);
/* Whether the column @from is only handed down, and as @to its table's own too. */
gboolean hw_inheritance_is_taken_on (const HwObject *from, const HwObject *to);
/* Whether heirs keep the column @object of FROM in @to, where its own table lacks it: then that
 * alone drops it. */
gboolean hw_inheritance_leaves (const HwObject *object, HwSchema *to);

/* (nullable) (transfer none): the column or constraint of a parent that is handed down as @object.
 */
HwObject *hw_inheritance_find_original (const HwObject *object);
/* (nullable) (transfer none): the first such that has @attribute (nullable: any). */
HwObject *hw_inheritance_find_giving (const HwObject *object, const char *attribute);
/* (nullable) (transfer none): the field that @column of a typed table is. */
HwObject *hw_inheritance_find_field (const HwObject *column);
/* (nullable) (transfer none): the index or key of a partitioned table that @object is a part of. */
HwObject *hw_inheritance_find_whole (const HwObject *object);
/* (nullable) (transfer none): of FROM, the index or key of the same partition that takes the place
 * which @object, of TO, has under a parent's. */
HwObject *hw_inheritance_find_counterpart (HwWriter *writer, const HwObject *object);

/* Writes that @table, of TO, leaves its parents for a moment, to change what it shares with them.
 */
void hw_inheritance_leave (HwWriter *writer, HwObject *table);
void hw_inheritance_rejoin (HwWriter *writer, HwObject *table);

G_END_DECLS
