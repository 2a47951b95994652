/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-object.h: one object of a schema, whatever its kind: identity and ordered attributes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HwKind HwKind;

/**
 * HwObject:
 *
 * Immutable and reference-counted. Its identity within a schema is kind, schema, parent, name and
 * arguments; everything else that could differ is an attribute (text, NULL when it does not apply).
 * Which attributes there are, and in what order, is fixed by its kind.
 */
typedef struct _HwObject HwObject;

HwObject *hw_object_ref (HwObject *object);
void hw_object_unref (HwObject *object);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwObject, hw_object_unref)

const HwKind *hw_object_get_kind (const HwObject *object);
const char *hw_object_get_kind_name (const HwObject *object); /* "column", as JSON shows it */
const char *hw_object_get_schema (const HwObject *object);    /* (nullable) */
const char *hw_object_get_parent (
    const HwObject *object); /* (nullable): the table of a column, index, trigger … */
const char *hw_object_get_name (const HwObject *object);
const char *
hw_object_get_arguments (const HwObject *object); /* (nullable): the argument types of a function */

/* (nullable) (transfer none): the object it comes and goes with: the table of a column, the column
 * of its sequence, what a comment is on. And those that come and go with it, in their order. */
HwObject *hw_object_get_owner (const HwObject *object);
guint hw_object_get_n_children (const HwObject *object);
HwObject *hw_object_get_child (const HwObject *object, guint i);
/* Where a column stands in its table, from 1. */
guint hw_object_get_position (const HwObject *object);
/* (transfer container) (element-type HwObject): its columns in their order. */
GPtrArray *hw_object_dup_columns (const HwObject *object);

/* (nullable): the value of an attribute of its kind. It is an error of the program to ask for an
 * unknown one. */
const char *hw_object_get (const HwObject *object, const char *attribute);
guint hw_object_get_n_attributes (const HwObject *object);
const char *hw_object_get_attribute_name (const HwObject *object, guint i);
const char *hw_object_get_attribute (const HwObject *object, guint i);

/* The value of an attribute that the role of the connection may not read. */
#define HW_UNREADABLE "(may not be read)"
/* Whether @object has one: then all that is known is that it is there. */
gboolean hw_object_is_unreadable (const HwObject *object);

/* The attribute that holds passwords. It is NULL unless they were asked for, and never shown. */
#define HW_SECRETS "secrets"

/* (transfer full): as people write it, quoted where needed: "orders.order_type"; the schema is left
 * out for public. */
char *hw_object_dup_title (const HwObject *object);
/* (transfer full): one short line that says what it is ("varchar(255) not null default 'x'"), for
 * expected and found. */
char *hw_object_dup_definition (const HwObject *object);
/* By kind (creation order), schema, parent, name, arguments. */
int hw_object_compare (const HwObject *a, const HwObject *b);
/* Same identity and same attributes. */
gboolean hw_object_equal (const HwObject *a, const HwObject *b);

G_END_DECLS
