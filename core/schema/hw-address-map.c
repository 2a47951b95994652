/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-address-map.c: what catalog addresses mean: an object, or something inside one. */

#include "hw-address-map.h"

#define SUBID_BITS 16
#define SUBID_MASK ((HwAddress) 0xffff)

/* An inner thing lies in another at most this deep: array type, row type, table, extension. */
#define MAX_DEPTH 8

typedef struct
{
  HwAddress address;
  HwAddress outer; /* 0 for an object */
  guint number;
} Entry;

/* Open addressing, at most half full. */
struct _HwAddressMap
{
  Entry *entries;
  guint n;
  guint mask;
};

/* Half of a schema's rows are nothing but numbers. */
static HwAddress
parse_number (const char *digits)
{
  HwAddress number = 0;

  for (; digits != NULL && g_ascii_isdigit (*digits); digits++)
    number = 10 * number + (HwAddress) (*digits - '0');
  return number;
}

HwAddress
hw_address_parse (HwResult *result, guint row, guint column)
{
  HwAddress part[3];

  for (guint i = 0; i < G_N_ELEMENTS (part); i++)
    part[i] = parse_number (hw_result_get (result, row, column + i));
  return part[0] << (32 + SUBID_BITS) | part[1] << SUBID_BITS | (part[2] & SUBID_MASK);
}

HwAddressMap *
hw_address_map_new (guint n_expected)
{
  HwAddressMap *self = g_new0 (HwAddressMap, 1);

  self->mask = 1023;
  while (self->mask / 2 < n_expected)
    self->mask = 2 * self->mask + 1;
  self->entries = g_new0 (Entry, self->mask + 1);
  return self;
}

void
hw_address_map_free (HwAddressMap *map)
{
  g_free (map->entries);
  g_free (map);
}

/* The entry of @address, or the free one where it belongs. */
static Entry *
find (HwAddressMap *map, HwAddress address)
{
  guint i = (guint) ((address * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & map->mask;

  while (map->entries[i].address != 0 && map->entries[i].address != address)
    i = (i + 1) & map->mask;
  return &map->entries[i];
}

static void
grow (HwAddressMap *map)
{
  g_autofree Entry *old = map->entries;
  guint n_old = map->mask + 1;

  map->mask = 2 * n_old - 1;
  map->entries = g_new0 (Entry, 2 * n_old);
  for (guint i = 0; i < n_old; i++)
    {
      if (old[i].address != 0)
        *find (map, old[i].address) = old[i];
    }
}

static void
insert (HwAddressMap *map, HwAddress address, HwAddress outer, guint number)
{
  Entry *entry;

  if (2 * map->n > map->mask)
    grow (map);
  entry = find (map, address);
  if (entry->address != 0)
    return;
  *entry = (Entry){ address, outer, number };
  map->n++;
}

void
hw_address_map_add (HwAddressMap *map, HwAddress address, guint number)
{
  insert (map, address, 0, number);
}

guint
hw_address_map_get (HwAddressMap *map, HwAddress address)
{
  const Entry *entry = find (map, address);

  return entry->address != 0 && entry->outer == 0 ? entry->number : HW_UNKNOWN_ADDRESS;
}

void
hw_address_map_add_inner (HwAddressMap *map, HwAddress inner, HwAddress outer)
{
  insert (map, inner & ~SUBID_MASK, outer, HW_UNKNOWN_ADDRESS);
}

gboolean
hw_address_map_is_inner (HwAddressMap *map, HwAddress address)
{
  return find (map, address)->outer != 0;
}

guint
hw_address_map_resolve (HwAddressMap *map, HwAddress address)
{
  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      const Entry *entry = find (map, address);

      if (entry->address == 0)
        entry = find (map, address & ~SUBID_MASK);
      if (entry->address == 0)
        return HW_UNKNOWN_ADDRESS;
      if (entry->outer == 0)
        return entry->number;
      address = entry->outer;
    }
  return HW_UNKNOWN_ADDRESS;
}
