/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-address-map.h: what catalog addresses mean: an object, or something inside one. */

#pragma once

#include "hw-result.h"

G_BEGIN_DECLS

/* A catalog address (class, object, column) in one number; 0 is none. Classes are PostgreSQL's own
 * catalogs, whose numbers are below 16384; columns are below 65536. */
typedef guint64 HwAddress;

#define HW_UNKNOWN_ADDRESS G_MAXUINT32

/* The number of the object in its catalog. */
static inline guint
hw_address_get_oid (HwAddress address)
{
  return (guint) (address >> 16);
}

/* Three values of @row from @column on; SQL NULL gives 0. */
HwAddress hw_address_parse (HwResult *result, guint row, guint column);

typedef struct _HwAddressMap HwAddressMap;

/* With room for @n_expected addresses; it grows when there are more. */
HwAddressMap *hw_address_map_new (guint n_expected);
void hw_address_map_free (HwAddressMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwAddressMap, hw_address_map_free)

void hw_address_map_add (HwAddressMap *map, HwAddress address, guint number);
/* What is at exactly this address; HW_UNKNOWN_ADDRESS when nothing is. */
guint hw_address_map_get (HwAddressMap *map, HwAddress address);
/* @inner is no object but belongs to what is at @outer: a view's rule, a column's default, a key's
 * index, a table's row type, an extension's function. The first @outer counts. */
void hw_address_map_add_inner (HwAddressMap *map, HwAddress inner, HwAddress outer);
/* Whether exactly this address was added as an inner one. */
gboolean hw_address_map_is_inner (HwAddressMap *map, HwAddress address);
/* What is at this address, or holds it: HW_UNKNOWN_ADDRESS when nothing does. */
guint hw_address_map_resolve (HwAddressMap *map, HwAddress address);

G_END_DECLS
