/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-builder.h: collects objects in any order and makes an immutable schema of them. */

#pragma once

#include "hw-address-map.h"
#include "hw-schema.h"

G_BEGIN_DECLS

typedef struct _HwSchemaBuilder HwSchemaBuilder;

HwSchemaBuilder *hw_schema_builder_new (void);
void hw_schema_builder_free (HwSchemaBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSchemaBuilder, hw_schema_builder_free)

/* Texts and arrays are not copied: whatever holds them lives as long as the schema. */
void hw_schema_builder_hold (HwSchemaBuilder *builder, gpointer holder, GDestroyNotify release);
/* The major version of the server that is read; 0, for none, without this. */
void hw_schema_builder_set_server_major (HwSchemaBuilder *builder, guint major);
/* The names of the attributes that objects of @kind have. */
void hw_schema_builder_set_shape (HwSchemaBuilder *builder, guint kind, guint n_attributes,
                                  const char *const *names);
/* @values: the four values of the identity (HwValue) and the attributes. Returns: its number here.
 */
guint hw_schema_builder_add (HwSchemaBuilder *builder, guint kind, const char *const *values);
/* Where the catalogs have it; 0 for nowhere of its own, which it is without this. */
void hw_schema_builder_set_address (HwSchemaBuilder *builder, guint object, HwAddress address);
/* The server and the texts of @schema, and the attributes of its kinds, are also those of the new
 * one. Before all else. */
void hw_schema_builder_continue (HwSchemaBuilder *builder, HwSchema *schema);
/* By numbers here: @object comes and goes with @owner; @object needs @needed. */
void hw_schema_builder_set_owner (HwSchemaBuilder *builder, guint object, guint owner);
/* It lies in its owner and is named after it. */
void hw_schema_builder_set_contained (HwSchemaBuilder *builder, guint object);
void hw_schema_builder_add_need (HwSchemaBuilder *builder, guint object, guint needed);

/* Sorts it all and empties the builder. */
HwSchema *hw_schema_builder_finish (HwSchemaBuilder *builder);

G_END_DECLS
