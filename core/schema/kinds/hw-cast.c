/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cast.c: how the values of a column come to be of another type, and what that may lose. */

#include "hw-cast.h"

#include <stdlib.h>
#include <string.h>

/* Types within which PostgreSQL changes a column by itself, and complains rather than cuts. */
static const char *const assigned_groups[] = {
  "|text|character varying|character|",
  "|smallint|integer|bigint|numeric|real|double precision|",
  "|timestamp without time zone|timestamp with time zone|date|",
};

/* The other casts that PostgreSQL has (pg_cast), few of them in both directions. Between all other
 * types the way is through their text. */
static const struct
{
  const char *from;
  const char *to;
} casts[] = {
  { "|boolean|", "|integer|" },
  { "|integer|", "|boolean|bit|money|oid|regclass|regproc|regtype|" },
  { "|bigint|", "|bit|money|oid|regclass|regproc|regtype|" },
  { "|numeric|", "|money|" },
  { "|money|", "|numeric|" },
  { "|bit|", "|bit varying|integer|bigint|" },
  { "|bit varying|", "|bit|" },
  { "|json|", "|jsonb|" },
  { "|jsonb|", "|json|boolean|smallint|integer|bigint|numeric|real|double precision|" },
  { "|timestamp without time zone|", "|time without time zone|" },
  { "|timestamp with time zone|", "|time without time zone|time with time zone|" },
  { "|time without time zone|", "|time with time zone|interval|" },
  { "|time with time zone|", "|time without time zone|" },
  { "|interval|", "|time without time zone|" },
  { "|inet|", "|cidr|" },
  { "|cidr|", "|inet|" },
  { "|macaddr|", "|macaddr8|" },
  { "|macaddr8|", "|macaddr|" },
  { "|point|", "|box|" },
  { "|lseg|", "|point|" },
  { "|path|", "|polygon|" },
  { "|box|", "|point|lseg|polygon|circle|" },
  { "|polygon|", "|point|path|box|circle|" },
  { "|circle|", "|point|box|polygon|" },
  { "|oid|", "|regclass|regproc|regtype|integer|bigint|" },
  { "|regclass|", "|oid|integer|bigint|" },
  { "|regproc|", "|oid|integer|bigint|" },
  { "|regtype|", "|oid|integer|bigint|" },
};

/* (transfer full): "|timestamp without time zone|" of "timestamp(3) without time zone". */
static char *
dup_group_word (const char *type)
{
  const char *open = strchr (type, '('), *close = open != NULL ? strchr (open, ')') : NULL;

  if (close == NULL)
    return g_strdup_printf ("|%s|", type);
  return g_strdup_printf ("|%.*s%s|", (int) (open - type), type, close + 1);
}

/* (transfer full) (nullable): the type of the elements, NULL when @type is no array. */
static char *
dup_element (const char *type)
{
  return g_str_has_suffix (type, "[]") ? g_strndup (type, strlen (type) - 2) : NULL;
}

/* Arrays change as their elements do, where these do by themselves. */
static gboolean
changes_in_arrays (const char *old, const char *type)
{
  g_autofree char *old_element = dup_element (old), *element = dup_element (type);
  g_autofree char *cast = NULL;

  if (old_element == NULL || element == NULL)
    return FALSE;
  cast = hw_cast_dup ("", old_element, element);
  return cast == NULL;
}

char *
hw_cast_dup (const char *name, const char *old, const char *type)
{
  g_autofree char *old_word = dup_group_word (old), *word = dup_group_word (type);

  if (changes_in_arrays (old, type))
    return NULL;
  if (g_str_equal (old_word, word) || strstr (assigned_groups[0], word) != NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (assigned_groups); i++)
    if (strstr (assigned_groups[i], old_word) != NULL && strstr (assigned_groups[i], word) != NULL)
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    if (g_str_equal (casts[i].from, old_word) && strstr (casts[i].to, word) != NULL)
      return g_strdup_printf ("%s::%s", name, type);
  if (strstr (assigned_groups[0], old_word) != NULL)
    return g_strdup_printf ("%s::%s", name, type);
  return g_strdup_printf ("%s::text::%s", name, type);
}

/* The changes that round, cut or leave out a part without a word, whatever the size of both. */
static const struct
{
  const char *from;
  const char *to;
} losing[] = {
  { "|numeric|real|double precision|", "|smallint|integer|bigint|money|" },
  { "|money|", "|smallint|integer|bigint|" },
  { "|integer|bigint|numeric|double precision|", "|real|" },
  { "|bigint|numeric|", "|double precision|" },
  { "|real|double precision|", "|numeric|" },
  { "|timestamp without time zone|timestamp with time zone|",
    "|date|time without time zone|time with time zone|" },
  { "|time with time zone|interval|", "|time without time zone|" },
  { "|integer|bigint|", "|bit|" },
  { "|inet|", "|cidr|" },
  { "|text|character varying|character|", "|name|\"char\"|" },
};

/* The number in the parentheses of @type, a precision or length; @otherwise where there is none. */
static int
get_size (const char *type, int otherwise)
{
  const char *open = strchr (type, '(');

  return open != NULL ? atoi (open + 1) : otherwise;
}

/* How many digits a numeric type has behind the point. */
static int
get_scale (const char *type)
{
  const char *comma = strchr (type, ',');

  return strchr (type, '(') == NULL ? G_MAXINT : comma != NULL ? atoi (comma + 1) : 0;
}

/* Whether both are alike but the new one has less room, where that cuts. */
static gboolean
is_narrowed (const char *old_word, const char *word, const char *old, const char *type)
{
  /* In microseconds; and in an interval there may be some parts only. */
  if (g_str_has_prefix (word, "|time") && g_str_has_prefix (old_word, "|time"))
    return get_size (type, 6) < get_size (old, 6);
  if (g_str_has_prefix (word, "|interval") && g_str_has_prefix (old_word, "|interval"))
    return get_size (type, 6) < get_size (old, 6) ||
           (!g_str_equal (word, old_word) && !g_str_equal (word, "|interval|"));
  if (g_str_equal (word, "|numeric|") && g_str_equal (old_word, "|numeric|"))
    return get_scale (type) < get_scale (old);
  /* To the other kind of bit strings the way is a cast that cuts. */
  if (g_str_has_prefix (word, "|bit") && g_str_has_prefix (old_word, "|bit"))
    return !g_str_equal (word, old_word) && get_size (type, G_MAXINT) < get_size (old, G_MAXINT);
  return FALSE;
}

gboolean
hw_cast_is_lossy (const char *old, const char *type)
{
  g_autofree char *old_element = dup_element (old), *element = dup_element (type);
  g_autofree char *old_word = dup_group_word (old), *word = dup_group_word (type);

  if (old_element != NULL && element != NULL)
    return hw_cast_is_lossy (old_element, element);
  for (guint i = 0; i < G_N_ELEMENTS (losing); i++)
    if (strstr (losing[i].from, old_word) != NULL && strstr (losing[i].to, word) != NULL)
      return TRUE;
  return is_narrowed (old_word, word, old, type);
}
