/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-words.c: what people call the kinds of objects. */

#include "hw-kind-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *kind;
  const char *word;
  const char *heading;
} Words;

static const Words all_words[] = {
  { "aggregate", N_ ("aggregate"), N_ ("Aggregates") },
  { "cast", N_ ("cast"), N_ ("Casts") },
  { "check", N_ ("check"), N_ ("Checks") },
  { "collation", N_ ("collation"), N_ ("Collations") },
  { "column", N_ ("column"), N_ ("Columns") },
  { "comment", N_ ("comment"), N_ ("Comments") },
  { "domain", N_ ("domain"), N_ ("Domains") },
  { "enum", N_ ("enumeration"), N_ ("Enumerations") },
  { "event-trigger", N_ ("event trigger"), N_ ("Event triggers") },
  { "exclusion", N_ ("exclusion"), N_ ("Exclusions") },
  { "extension", N_ ("extension"), N_ ("Extensions") },
  { "foreign-key", N_ ("foreign key"), N_ ("Foreign keys") },
  { "foreign-table", N_ ("foreign table"), N_ ("Foreign tables") },
  { "function", N_ ("function"), N_ ("Functions") },
  { "index", N_ ("index"), N_ ("Indexes") },
  { "materialized-view", N_ ("materialized view"), N_ ("Materialized views") },
  { "operator", N_ ("operator"), N_ ("Operators") },
  { "owner", N_ ("owner"), N_ ("Owners") },
  { "policy", N_ ("policy"), N_ ("Policies") },
  { "primary-key", N_ ("primary key"), N_ ("Primary keys") },
  { "privilege", N_ ("privilege"), N_ ("Privileges") },
  { "procedure", N_ ("procedure"), N_ ("Procedures") },
  { "publication", N_ ("publication"), N_ ("Publications") },
  { "rule", N_ ("rule"), N_ ("Rules") },
  { "schema", N_ ("schema"), N_ ("Schemas") },
  { "sequence", N_ ("sequence"), N_ ("Sequences") },
  { "server", N_ ("foreign server"), N_ ("Foreign servers") },
  { "statistics", N_ ("statistics"), N_ ("Statistics") },
  { "subscription", N_ ("subscription"), N_ ("Subscriptions") },
  { "table", N_ ("table"), N_ ("Tables") },
  { "trigger", N_ ("trigger"), N_ ("Triggers") },
  { "type", N_ ("type"), N_ ("Types") },
  { "unique", N_ ("unique key"), N_ ("Unique keys") },
  { "view", N_ ("view"), N_ ("Views") },
};

/* (nullable): rare kinds are called as the command calls them. */
static const Words *
find_words (const HwObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_words); i++)
    if (g_str_equal (all_words[i].kind, hw_object_get_kind_name (object)))
      return &all_words[i];
  return NULL;
}

const char *
hw_kind_get_word (const HwObject *object)
{
  const Words *words = find_words (object);

  return words != NULL ? _ (words->word) : hw_object_get_kind_name (object);
}

const char *
hw_kind_get_heading (const HwObject *object)
{
  const Words *words = find_words (object);

  return words != NULL ? _ (words->heading) : hw_object_get_kind_name (object);
}

gboolean
hw_kind_is_table (const HwObject *object)
{
  static const char *const kinds[] = { "table", "foreign-table", NULL };

  return g_strv_contains (kinds, hw_object_get_kind_name (object));
}
