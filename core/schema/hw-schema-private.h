/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-private.h: how a schema lies in memory: objects live in their schema, and a reference
 * to one holds all of it; texts lie wherever they came from. */

#pragma once

#include "hw-address-map.h"
#include "hw-kind.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/* The values of an object begin with its identity; its attributes follow. */
typedef enum
{
  HW_VALUE_SCHEMA,
  HW_VALUE_PARENT,
  HW_VALUE_NAME,
  HW_VALUE_ARGUMENTS,
  HW_VALUE_FIRST_ATTRIBUTE,
} HwValue;

#define HW_NO_OBJECT G_MAXUINT32

struct _HwObject
{
  HwSchema *schema;
  const char *const *values;
  guint32 number;
  guint32 owner; /* the object it comes and goes with; HW_NO_OBJECT for none */
  guint32 kind;
  guint32
      contained; /* whether it lies in its owner and is named after it; known as addresses are */
};

/* The names of a kind's attributes; none for a kind without objects. */
typedef struct
{
  guint n;
  const char **names;
} HwShape;

/* For each node n the numbers targets[first[n]] up to targets[first[n + 1]], ascending. */
typedef struct
{
  guint *first;
  guint *targets;
} HwRelation;

struct _HwSchema
{
  gatomicrefcount references;
  guint server_major; /* 0 where no server was asked */
  guint n_objects;
  HwObject *objects;
  HwAddress *addresses; /* (nullable): of each object, in the database it was read from */
  HwShape *shapes;      /* one for each kind */
  HwRelation dependencies;
  HwRelation dependents;
  HwRelation children;
  GArray *holders; /* of the texts; schemas that share texts share it */
  char *digest;    /* made when first asked for */
  GBytes *packed;  /* (nullable): what all but server_major and digest is read from */
  gsize is_open;   /* whether it was */
};

/* A schema with room for @n_objects, to be filled and completed. */
HwSchema *hw_schema_new (guint n_objects);
/* The same for one that has no objects yet. */
void hw_schema_make_room (HwSchema *schema, guint n_objects);
/* Before anything is read from a schema that may have been kept on disk: an object of it shows that
 * this was done. */
void hw_schema_open (HwSchema *schema);
/* Fills in @schema from what it is packed in; FALSE when that cannot have been written here. */
gboolean hw_schema_unpack (HwSchema *schema);
/* @holder holds texts or arrays that objects point into: it goes with the schema. */
void hw_schema_hold (HwSchema *schema, gpointer holder, GDestroyNotify release);
/* @pairs: (element-type HwEdge): "before" needs "after"; made a relation without repetitions. */
void hw_relation_init (HwRelation *relation, guint n_nodes, GArray *pairs);
/* Makes what follows from the objects' owners and @needs. */
void hw_schema_complete (HwSchema *schema, GArray *needs);

G_END_DECLS
