/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-filter.c: which objects a comparison is about, by schema, kind and name. */

#include "hw-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-mend.h"
#include "hw-suggest.h"
#include "hw-writer.h"

typedef enum
{
  FIELD_SCHEMA,
  FIELD_KIND,
  FIELD_NAME,
  FIELD_TERM, /* kind, colon and name together */
  N_FIELDS,
} Field;

static const char *const field_names[] = { "schema", "kind", "name" };

struct _HwFilter
{
  GPtrArray *only[N_FIELDS]; /* (element-type GPatternSpec) */
  GPtrArray *exclude[N_FIELDS];
};

/* A name of a kind that is none is a slip of the pen. */
static gboolean
check_kind (const char *term, const char *pattern, const GPatternSpec *spec, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *question = NULL;

  for (guint i = 0; i < hw_kind_get_n (); i++)
    {
      if (g_pattern_spec_match_string ((GPatternSpec *) spec, hw_kind_get (i)->name))
        return TRUE;
      g_ptr_array_add (names, (gpointer) hw_kind_get (i)->name);
    }
  g_ptr_array_add (names, NULL);
  question = hw_suggest_dup_question (pattern, (const char *const *) names->pdata);
  if (question == NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) names->pdata);

      question = g_strdup_printf (_ ("The kinds are: %s."), all);
    }
  hw_set_error (error, HW_ERROR_USAGE, question, _ ("“%s”: no object has that kind"), term);
  return FALSE;
}

/* KIND:PATTERN, of which @kind is the first part. */
static gboolean
add_whole_term (GPtrArray **fields, const char *term, const char *kind, GError **error)
{
  g_autoptr (GPatternSpec) spec = g_pattern_spec_new (kind);

  g_ptr_array_add (fields[FIELD_TERM], g_pattern_spec_new (term));
  return check_kind (term, kind, spec, error);
}

static gboolean
add_term (GPtrArray **fields, const char *term, GError **error)
{
  const char *equals = strpbrk (term, "=:");
  g_autofree char *name = equals != NULL ? g_strndup (term, (gsize) (equals - term)) : NULL;

  if (name != NULL && *equals == ':')
    return add_whole_term (fields, term, name, error);
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (field_names); i++)
    {
      GPatternSpec *spec;

      if (!g_str_equal (name, field_names[i]))
        continue;
      spec = g_pattern_spec_new (equals + 1);
      g_ptr_array_add (fields[i], spec);
      return i != FIELD_KIND || check_kind (term, equals + 1, spec, error);
    }
  hw_set_error (error, HW_ERROR_USAGE,
                _ ("Write schema=PATTERN, kind=PATTERN, name=PATTERN or KIND:PATTERN, for example "
                   "name='tmp_*' or index:orders.tmp_*."),
                _ ("“%s” does not say which objects are meant"), term);
  return FALSE;
}

static gboolean
add_terms (GPtrArray **fields, const char *const *terms, GError **error)
{
  for (guint i = 0; i < N_FIELDS; i++)
    fields[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    if (!add_term (fields, terms[i], error))
      return FALSE;
  return TRUE;
}

HwFilter *
hw_filter_new (const char *const *only, const char *const *exclude, GError **error)
{
  g_autoptr (HwFilter) filter = g_new0 (HwFilter, 1);

  if (!add_terms (filter->only, only, error) || !add_terms (filter->exclude, exclude, error))
    return NULL;
  return g_steal_pointer (&filter);
}

void
hw_filter_free (HwFilter *filter)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_clear_pointer (&filter->only[i], g_ptr_array_unref);
      g_clear_pointer (&filter->exclude[i], g_ptr_array_unref);
    }
  g_free (filter);
}

static gboolean
fits_any (GPtrArray *patterns, const char *text)
{
  for (guint i = 0; text != NULL && i < patterns->len; i++)
    if (g_pattern_spec_match_string (g_ptr_array_index (patterns, i), text))
      return TRUE;
  return FALSE;
}

static gboolean
field_fits (Field field, GPtrArray *patterns, const HwObject *object)
{
  const char *schema = hw_object_get_schema (object);
  g_autofree char *title = NULL;

  switch (field)
    {
    case FIELD_SCHEMA:
      return fits_any (patterns,
                       hw_object_is (object, "schema") ? hw_object_get_name (object) : schema);
    case FIELD_KIND:
      return fits_any (patterns, hw_object_get_kind_name (object));
    case FIELD_TERM:
      title = hw_filter_dup_term (object);
      return fits_any (patterns, title);
    case FIELD_NAME:
    case N_FIELDS:
    default:
      if (fits_any (patterns, hw_object_get_name (object)))
        return TRUE;
      title = hw_object_dup_title (object);
      return fits_any (patterns, title);
    }
}

/* The object itself or one that it is in. */
static gboolean
field_fits_any_owner (Field field, GPtrArray *patterns, const HwObject *object)
{
  for (; object != NULL; object = hw_object_get_owner (object))
    if (field_fits (field, patterns, object))
      return TRUE;
  return FALSE;
}

char *
hw_filter_dup_term (const HwObject *object)
{
  g_autofree char *title = hw_object_dup_title (object);

  return g_strdup_printf ("%s:%s", hw_object_get_kind_name (object), title);
}

gboolean
hw_filter_fits (const HwFilter *filter, const HwObject *object)
{
  for (Field i = 0; i < N_FIELDS; i++)
    {
      if (filter->only[i]->len > 0 && !field_fits_any_owner (i, filter->only[i], object))
        return FALSE;
      if (filter->exclude[i]->len > 0 && field_fits_any_owner (i, filter->exclude[i], object))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  HwFilter *filter;
  HwSchema *from;
  HwSchema *to;
} Mixing;

/* The columns of a table that only one side has come and go with it, whatever their own kind. */
static HwObject *
choose (gpointer user_data, HwObject *from, HwObject *to)
{
  const Mixing *mixing = user_data;
  HwSchema *other = from == NULL ? mixing->from : mixing->to;
  const HwObject *object = to != NULL ? to : from;

  if (from == NULL || to == NULL)
    {
      HwObject *owner;

      while ((owner = hw_object_get_owner (object)) != NULL && hw_kind_is_part (object) &&
             hw_schema_lookup (other, owner) == NULL)
        object = owner;
    }
  return hw_filter_fits (mixing->filter, object) ? to : from;
}

HwSchema *
hw_filter_mix (HwFilter *filter, HwSchema *from, HwSchema *to, GPtrArray *notes)
{
  Mixing mixing = { filter, from, to };

  return hw_schema_mix (from, to, choose, &mixing, notes);
}
