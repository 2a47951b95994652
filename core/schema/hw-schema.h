/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema.h: an immutable snapshot of all objects of a database, and what depends on what. */

#pragma once

#include <gio/gio.h>

#include "hw-object.h"

G_BEGIN_DECLS

/* Immutable, reference-counted (atomically), sorted by hw_object_compare(). */
typedef struct _HwSchema HwSchema;

HwSchema *hw_schema_new_empty (void);
HwSchema *hw_schema_ref (HwSchema *schema);
void hw_schema_unref (HwSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSchema, hw_schema_unref)

/* The major version of the server that it was read from; 0 where none was asked. */
guint hw_schema_get_server_major (HwSchema *schema);
guint hw_schema_get_n_objects (HwSchema *schema);
HwObject *hw_schema_get_object (HwSchema *schema, guint i);
/* (nullable) (transfer none): the object of @schema with the identity of @object. */
HwObject *hw_schema_lookup (HwSchema *schema, const HwObject *object);
/* The numbers of the objects that object @i needs, ascending. */
const guint *hw_schema_get_dependencies (HwSchema *schema, guint i, guint *n_dependencies);
/* The numbers of the objects that need object @i, ascending. */
const guint *hw_schema_get_dependents (HwSchema *schema, guint i, guint *n_dependents);

/* Nothing but schemas and what makes them ready: extensions, privileges, comments on these. */
gboolean hw_schema_is_empty (HwSchema *schema);
/* SHA-256 over all identities and attributes and the server version, hexadecimal; equal digests
 * mean equal schemas. */
const char *hw_schema_get_digest (HwSchema *schema);

/* To keep it on disk and back. A damaged or foreign file is an error (HW_ERROR_FAILED), and so is
 * one that a build with other queries wrote. What is not damaged is unpacked when it is first
 * looked into: many schemas are only held against a digest. (nullable): without the memory for it.
 */
GBytes *hw_schema_serialize (HwSchema *schema);
HwSchema *hw_schema_deserialize (GBytes *bytes, GError **error);

G_END_DECLS
