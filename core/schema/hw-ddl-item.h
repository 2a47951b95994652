/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-item.h: what happens to each object on the way from one schema to another. */

#pragma once

#include "hw-comparison.h"
#include "hw-ddl.h"
#include "hw-writer.h"

G_BEGIN_DECLS

typedef enum
{
  HW_FATE_KEEP,
  HW_FATE_CREATE,
  HW_FATE_ALTER,
  HW_FATE_RECREATE, /* dropped and made anew */
  HW_FATE_DROP,
} HwFate;

#define HW_NO_ITEM G_MAXUINT32

/* One object, or the detail of one. */
typedef struct
{
  HwObject *from; /* (nullable) */
  HwObject *to;   /* (nullable) */
  HwFate fate;
  gboolean is_detail;
  guint object;     /* of a detail: the item of its object */
  guint from_owner; /* HW_NO_ITEM for none */
  guint to_owner;
  gboolean retyped;      /* a column that gets another type */
  gboolean through_text; /* for its type is made anew */
  gboolean parked;       /* a column whose values wait as text while its type is away */
  gboolean moved;        /* a column of which that of a parent takes the place, with its values, or
                            what a parent hands down on such a column */
  gboolean sunk;         /* a domain, or type with fields, that is dropped, not renamed, with a type
                            that it is made of */
  gboolean held;         /* it is not done: what is kept is in the way */
  gboolean apart;        /* not made or dropped by the statement for its owner or object */
} HwDdlItem;

typedef struct
{
  HwSchema *from;
  HwSchema *to;
  const HwDdlOptions *options;
  GArray *items;     /* (element-type HwDdlItem) */
  guint *from_items; /* of the objects of @from */
  guint *to_items;
  guint *from_details; /* HW_NO_ITEM for those without */
  guint *to_details;
} HwDdlItems;

/* The fate of each object and detail by itself. */
HwDdlItems *hw_ddl_items_new (HwSchema *from, HwSchema *to, const HwDdlOptions *options);
/* What a drop or a change of type forces on dependents (hw-ddl-spread.c). */
void hw_ddl_items_spread (HwDdlItems *items);
/* Holds back what cannot come while what is kept stays as it is (hw-ddl-hold.c). */
void hw_ddl_items_hold_back (HwDdlItems *items);
/* Whether it is a column whose values can wait as text while its type is away. */
gboolean hw_ddl_item_keeps_values (const HwDdlItem *item);
void hw_ddl_items_free (HwDdlItems *items);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDdlItems, hw_ddl_items_free)

static inline HwDdlItem *
hw_ddl_item (HwDdlItems *items, guint i)
{
  return &g_array_index (items->items, HwDdlItem, i);
}

/* Whether something is dropped; made (or changed); renamed out of the way, to be dropped last. */
gboolean hw_ddl_item_is_gone (const HwDdlItem *item);
gboolean hw_ddl_item_is_made (const HwDdlItem *item);
gboolean hw_ddl_item_is_renamed (const HwDdlItem *item);
/* Whether another object of @to takes the place of @from, which it lacks: a table has one primary
 * key. */
gboolean hw_ddl_item_gives_way (const HwObject *from, HwSchema *to);
/* (transfer full) (element-type utf8): the names that @object takes up, one for each name space, in
 * the user's words. A sequence is no type, but as it is @made PostgreSQL wants that name free too.
 */
GPtrArray *hw_ddl_dup_taken_names (const HwObject *object, gboolean made);
/* The object that statements about the item are about. */
HwObject *hw_ddl_item_get_object (const HwDdlItem *item);

/* Appends to @needs (element-type guint) the items that item @i needs in FROM, or else in TO. */
void hw_ddl_items_get_needs (HwDdlItems *items, guint i, gboolean in_from, GArray *needs);

/* The item whose statement drops or makes item @i: itself unless it goes without saying. */
guint hw_ddl_items_get_dropper (HwDdlItems *items, guint i);
guint hw_ddl_items_get_maker (HwDdlItems *items, guint i);

G_END_DECLS
