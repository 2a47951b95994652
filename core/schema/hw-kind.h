/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind.h: what is special about one kind of object: everything else treats all kinds alike. */

#pragma once

#include "hw-object.h"
#include "hw-script.h"

G_BEGIN_DECLS

/**
 * HwKindFlags:
 * @HW_KIND_RELATION: its name is one of its schema's relations, which share one name space
 * @HW_KIND_TYPE: its name is one of its schema's types, which share one name space
 * @HW_KIND_CONSTRAINT: its name is one of its table's constraints, which share one name space
 * @HW_KIND_RETYPED: columns of this type keep their data while it is made anew: the old one is
 * renamed, the columns move to the new one, the old one is dropped
 * @HW_KIND_DERIVED_COLUMNS: its columns follow from its definition
 * @HW_KIND_SURVIVES_RETYPE: PostgreSQL carries it along when a column it needs changes its type
 * @HW_KIND_SEEN_AFTER_COMMIT: what an ALTER added may be used only after a commit
 * @HW_KIND_INDEX: it is, or has, an index of its table
 * @HW_KIND_HANDED_DOWN: heirs of a table get it too; its attribute "inherited" says so
 * @HW_KIND_OF_OWNERS: read only where owners are compared
 * @HW_KIND_OF_PRIVILEGES: read only where privileges are compared
 * @HW_KIND_ACTS_ON_NEW: what is made while it is there is made otherwise: it steps aside
 * @HW_KIND_GOES_FIRST: its owner cannot be dropped while it is there
 * @HW_KIND_WATCHES: while it is there, it may stop or note any other statement: it is the first to
 * go and the last to come
 * @HW_KIND_REPLACED: what alters it makes all of it anew, in its place; where its dependents are in
 * the way it can as well be dropped before
 * @HW_KIND_HOLLOW: without its detail it is a mere name, which only what the detail needs can use;
 * a detail that is set is changed by making the object anew
 */
typedef enum
{
  HW_KIND_RELATION = 1 << 0,
  HW_KIND_TYPE = 1 << 1,
  HW_KIND_CONSTRAINT = 1 << 2,
  HW_KIND_RETYPED = 1 << 3,
  HW_KIND_DERIVED_COLUMNS = 1 << 4,
  HW_KIND_SURVIVES_RETYPE = 1 << 5,
  HW_KIND_SEEN_AFTER_COMMIT = 1 << 6,
  HW_KIND_HANDED_DOWN = 1 << 12,
  HW_KIND_INDEX = 1 << 13,
  HW_KIND_OF_OWNERS = 1 << 7,
  HW_KIND_OF_PRIVILEGES = 1 << 8,
  HW_KIND_ACTS_ON_NEW = 1 << 9,
  HW_KIND_HOLLOW = 1 << 10,
  HW_KIND_GOES_FIRST = 1 << 11,
  HW_KIND_WATCHES = 1 << 14,
  HW_KIND_REPLACED = 1 << 15,
} HwKindFlags;

/* Where a kind writes its statements (hw-writer.h). */
typedef struct _HwWriter HwWriter;

/* A property that can be set apart from its object, for it may need what needs the object: the
 * default of a column, the column that owns a sequence. */
typedef struct
{
  const char *attribute; /* its value; NULL means it is not set */
  /* Whether the statement that makes @object can set it too. */
  gboolean (*is_inline) (const HwObject *object);
  void (*set) (HwWriter *writer, HwObject *object);
  void (*unset) (HwWriter *writer, HwObject *object);
  /* Whether the detail alone explains that its object needs @needed. NULL: it may. */
  gboolean (*needs) (const HwObject *needed);
  /* Whether @from must be unset before it is set to @to. NULL: never. */
  gboolean (*resets) (const char *from, const char *to);
  /* Whether what lies in an object changes so that it is set again, though it is the same in both
   * objects. NULL: never. */
  gboolean (*is_stirred) (const HwObject *from, const HwObject *to);
} HwDetail;

struct _HwKind
{
  const char *name; /* "foreign-key", as its query and JSON say it */
  const char *sql;  /* "CONSTRAINT", as DROP and COMMENT ON say it */
  HwKindFlags flags;
  const HwDetail *detail; /* (nullable) */

  /* Writes what SQL calls @object: word and name. NULL: the word above and the qualified name. */
  void (*append_address) (GString *out, const HwObject *object);
  /* Whether the statement that makes the owner makes @object too. NULL: no. */
  gboolean (*is_part) (const HwObject *object);
  /* Whether dropping @object loses rows, even when it is made anew. NULL: no. */
  gboolean (*holds_data) (const HwObject *object);
  /* NULL: such objects are only reported. */
  void (*create) (HwWriter *writer, HwObject *object);
  /* Writes what turns @from into @to, its detail apart. FALSE: it must be dropped and made anew.
   * NULL: always so. */
  gboolean (*alter) (HwWriter *writer, HwObject *from, HwObject *to);
  /* Whether what else becomes of the schema changes @from, which @to equals, so that it must be
   * altered nonetheless. NULL: never. */
  gboolean (*is_stirred) (const HwObject *from, const HwObject *to);
  void (*drop) (HwWriter *writer, HwObject *object); /* NULL: DROP and its address */

  /* (transfer full): what people call @object. NULL: by its qualified name and arguments. */
  char *(*dup_title) (const HwObject *object);
  /* (transfer full) (nullable): @attribute in a few words; "" for none. @alone: it is all that is
   * said, so say "no default" where otherwise nothing need be said. NULL: in the general way. */
  char *(*describe) (const HwObject *object, const char *attribute, gboolean alone);
};

/* Kinds are numbered in the order in which their objects can be created. */
guint hw_kind_get_n (void);
const HwKind *hw_kind_get (guint number);
/* -1 when there is no such kind. */
int hw_kind_find (const char *name);

/* The catalog queries, by the names of their files without ".sql": one finds objects of one or
 * several kinds. @flags: those that are read only on request and are asked for. (transfer
 * container) (element-type utf8) */
GPtrArray *hw_kind_dup_query_names (HwKindFlags flags);
/* The name of the query that finds the objects of a kind; and a query by its name. */
const char *hw_kind_get_file (guint number);
const char *hw_kind_get_query (const char *name);
/* A query of this folder that is no kind's ("dependencies"). */
const char *hw_kind_get_other_query (const char *name);
/* SHA-256 over all kinds and queries, hexadecimal: what one build wrote, only a build with the same
 * reads. */
const char *hw_kind_get_fingerprint (void);

#define HW_KIND_FINGERPRINT_SIZE 64

G_END_DECLS
