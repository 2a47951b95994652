/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-writer.h: where kinds write their statements, and how SQL calls an object. */

#pragma once

#include "hw-ddl.h"
#include "hw-kind.h"

G_BEGIN_DECLS

struct _HwWriter
{
  HwSchema *from;
  HwSchema *to;
  GPtrArray *statements; /* (element-type HwDdlStatement) */
  HwObject *object;      /* what is written about now */
  gboolean remade;       /* it is dropped only to be made anew */
  gboolean anew;         /* its detail was unset, or went with it, before it is set */
  gboolean through_text; /* its type is made anew: values go through their text */
  gboolean secrets;      /* passwords are written too */
  gboolean destroy;      /* what loses data is written too */
  GHashTable *apart; /* (element-type HwObject): whose detail is set by a statement of its own */
  GHashTable *made;  /* (element-type HwObject): those of TO that are created, or made anew */
  /* (element-type HwObject gboolean): columns of TO that get their values from those of FROM, of
   * which parents take the place, and whether through text; checks on them, also those of FROM that
   * TO lacks */
  GHashTable *moved;
  GHashTable *shaped;   /* (element-type HwObject): types of FROM with the fields of those of TO */
  GHashTable *unmarked; /* (element-type HwObject): indexes of FROM that are no identity any more */
};

/* Adds one statement about the object at hand. */
void hw_writer_add (HwWriter *writer, HwRisk risk, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The same for one that may hold @secrets (nullable): then it is marked. */
void hw_writer_add_secret (HwWriter *writer, HwRisk risk, const char *secrets, const char *format,
                           ...) G_GNUC_PRINTF (4, 5);
/* Says of the statement that was added last what rows must be like for it. */
void hw_writer_set_needs (HwWriter *writer, const char *needs);
/* Whether the server that the script is for is PostgreSQL @major, or newer: that of FROM or, where
 * none was asked for it, of TO; the newest where there is none at all. */
gboolean hw_writer_is_since (HwWriter *writer, guint major);
/* (nullable): the passwords of @object, where they are to be written. */
const char *hw_writer_get_secrets (HwWriter *writer, const HwObject *object);
/* SAFE for what comes back, unless it holds data; else DESTROYING. */
HwRisk hw_writer_get_drop_risk (HwWriter *writer, const HwObject *object);
/* (nullable): the detail that the statement that makes @object sets. */
const char *hw_writer_get_inline_detail (HwWriter *writer, const HwObject *object);
/* (nullable): the detail of @object. */
const char *hw_writer_get_detail (const HwObject *object);

/* (transfer full): "public.orders"; "TABLE public.orders"; "total" of public.orders.total. */
char *hw_sql_name (const HwObject *object);
char *hw_sql_address (const HwObject *object);
char *hw_sql_own_name (const HwObject *object);
/* (transfer full): what @object is called while its successor takes its place, quoted. */
char *hw_sql_dup_interim_name (const HwObject *object);
/* "TRIGGER audit ON public.orders": the address of what goes by its own name and that of its table.
 */
void hw_sql_append_address_in_table (GString *out, const HwObject *object);
/* (transfer full): "ALTER TABLE public.orders" for what lies in that table. */
char *hw_sql_alter_owner (const HwObject *object);

gboolean hw_kind_is_part (const HwObject *object);
/* Whether heirs of a table get such objects from it: their kind has the attribute "inherited". */
gboolean hw_kind_can_be_handed_down (const HwObject *object);
gboolean hw_kind_holds_data (const HwObject *object);
gboolean hw_object_is (const HwObject *object, const char *kind);
/* (nullable) (transfer none): to whom @object belongs, where owners were read. */
HwObject *hw_object_find_role (const HwObject *object);
/* Whether @to is the mere name of the type that @from is: as good as dropped. */
gboolean hw_object_is_emptied (const HwObject *from, const HwObject *to);
/* Whether the values of @attribute differ. */
gboolean hw_object_differs (const HwObject *a, const HwObject *b, const char *attribute);

G_END_DECLS
