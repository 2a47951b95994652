/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-name.c: SQL identifiers and literals: quoting, and comparing names as people order them. */

#include "hw-name.h"

#include <stdlib.h>
#include <string.h>

/* PostgreSQL's key words that cannot stand bare as a column or table name, those that cannot be a
 * function or type name, and those that quote_identifier() quotes all the same (categories R, T
 * and C of pg_get_keywords() in version 18), sorted. */
static const char *const quoted_words[] = {
  "all",
  "analyse",
  "analyze",
  "and",
  "any",
  "array",
  "as",
  "asc",
  "asymmetric",
  "authorization",
  "between",
  "bigint",
  "binary",
  "bit",
  "boolean",
  "both",
  "case",
  "cast",
  "char",
  "character",
  "check",
  "coalesce",
  "collate",
  "collation",
  "column",
  "concurrently",
  "constraint",
  "create",
  "cross",
  "current_catalog",
  "current_date",
  "current_role",
  "current_schema",
  "current_time",
  "current_timestamp",
  "current_user",
  "dec",
  "decimal",
  "default",
  "deferrable",
  "desc",
  "distinct",
  "do",
  "else",
  "end",
  "except",
  "exists",
  "extract",
  "false",
  "fetch",
  "float",
  "for",
  "foreign",
  "freeze",
  "from",
  "full",
  "grant",
  "greatest",
  "group",
  "grouping",
  "having",
  "ilike",
  "in",
  "initially",
  "inner",
  "inout",
  "int",
  "integer",
  "intersect",
  "interval",
  "into",
  "is",
  "isnull",
  "join",
  "json",
  "json_array",
  "json_arrayagg",
  "json_exists",
  "json_object",
  "json_objectagg",
  "json_query",
  "json_scalar",
  "json_serialize",
  "json_table",
  "json_value",
  "lateral",
  "leading",
  "least",
  "left",
  "like",
  "limit",
  "localtime",
  "localtimestamp",
  "merge_action",
  "national",
  "natural",
  "nchar",
  "none",
  "normalize",
  "not",
  "notnull",
  "null",
  "nullif",
  "numeric",
  "offset",
  "on",
  "only",
  "or",
  "order",
  "out",
  "outer",
  "overlaps",
  "overlay",
  "placing",
  "position",
  "precision",
  "primary",
  "real",
  "references",
  "returning",
  "right",
  "row",
  "select",
  "session_user",
  "setof",
  "similar",
  "smallint",
  "some",
  "substring",
  "symmetric",
  "system_user",
  "table",
  "tablesample",
  "then",
  "time",
  "timestamp",
  "to",
  "trailing",
  "treat",
  "trim",
  "true",
  "union",
  "unique",
  "user",
  "using",
  "values",
  "varchar",
  "variadic",
  "verbose",
  "when",
  "where",
  "window",
  "with",
  "xmlattributes",
  "xmlconcat",
  "xmlelement",
  "xmlexists",
  "xmlforest",
  "xmlnamespaces",
  "xmlparse",
  "xmlpi",
  "xmlroot",
  "xmlserialize",
  "xmltable",
};

static int
compare_words (const void *key, const void *element)
{
  return strcmp (key, *(const char *const *) element);
}

static gboolean
needs_quotes (const char *name)
{
  if (!g_ascii_islower (name[0]) && name[0] != '_')
    return TRUE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      return TRUE;
  return bsearch (name, quoted_words, G_N_ELEMENTS (quoted_words), sizeof *quoted_words,
                  compare_words) != NULL;
}

static void
append_doubled (GString *out, const char *text, char quote)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == quote)
        g_string_append_c (out, quote);
      g_string_append_c (out, *p);
    }
}

char *
hw_quote_identifier (const char *name)
{
  GString *out;

  if (!needs_quotes (name))
    return g_strdup (name);
  out = g_string_new ("\"");
  append_doubled (out, name, '"');
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

char *
hw_quote_qualified (const char *schema, const char *name)
{
  g_autofree char *quoted_schema = NULL;
  g_autofree char *quoted_name = hw_quote_identifier (name);

  if (schema == NULL)
    return g_steal_pointer (&quoted_name);
  quoted_schema = hw_quote_identifier (schema);
  return g_strconcat (quoted_schema, ".", quoted_name, NULL);
}

char *
hw_quote_literal (const char *value)
{
  GString *out;

  if (strchr (value, '\\') == NULL)
    {
      out = g_string_new ("'");
      append_doubled (out, value, '\'');
    }
  else
    {
      g_auto (GStrv) parts = g_strsplit (value, "\\", -1);
      g_autofree char *escaped = g_strjoinv ("\\\\", parts);

      out = g_string_new ("E'");
      append_doubled (out, escaped, '\'');
    }
  g_string_append_c (out, '\'');
  return g_string_free (out, FALSE);
}

/* The run of digits at *@text without its leading zeros; moves *@text behind it. */
static size_t
take_digits (const char **text, const char **digits)
{
  size_t n;

  while (**text == '0' && g_ascii_isdigit ((*text)[1]))
    (*text)++;
  *digits = *text;
  n = strspn (*text, "0123456789");
  *text += n;
  return n;
}

int
hw_name_compare (const char *a, const char *b)
{
  const char *p = a, *q = b;

  while (*p != '\0' && *q != '\0')
    {
      if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q))
        {
          const char *x, *y;
          size_t n = take_digits (&p, &x), m = take_digits (&q, &y);
          int order = n != m ? (n < m ? -1 : 1) : strncmp (x, y, n);

          if (order != 0)
            return order;
        }
      else if (*p != *q)
        {
          return (guchar) *p < (guchar) *q ? -1 : 1;
        }
      else
        {
          p++;
          q++;
        }
    }
  if (*p != *q)
    return *p == '\0' ? -1 : 1;
  return strcmp (a, b);
}

int
hw_name_compare_indirect (gconstpointer a, gconstpointer b)
{
  return hw_name_compare (*(const char *const *) a, *(const char *const *) b);
}

const char *
hw_quoted_skip (const char *text)
{
  const char *p = text + 1;

  while (*p != '\0' && *p != *text)
    p++;
  return *p != '\0' ? p + 1 : p;
}

const char *
hw_name_skip (const char *text)
{
  const char *p = text;

  while (*p != '\0' && *p != ' ')
    p = *p == '"' ? hw_quoted_skip (p) : p + 1;
  return p;
}
