/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-option-list.c: lists of options, as queries write them: "a = '1', b = '2'" or "a '1', b '2'".
 */

#include "hw-option-list.h"

#include <string.h>

#include "hw-name.h"
#include "hw-writer.h"

GStrv
hw_option_list_split (const char *list)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  const char *start = list != NULL ? list : "";
  guint depth = 0;

  for (const char *p = start; *start != '\0';)
    {
      if (*p == '\0' || (depth == 0 && g_str_has_prefix (p, ", ")))
        {
          g_autofree char *option = g_strndup (start, p - start);

          g_strv_builder_add (options, option);
          p += *p != '\0' ? strlen (", ") : 0;
          start = p;
          continue;
        }
      depth += *p == '(';
      depth -= *p == ')' && depth > 0;
      p = *p == '\'' || *p == '"' ? hw_quoted_skip (p) : p + 1;
    }
  return g_strv_builder_end (options);
}

char *
hw_option_dup_name (const char *option)
{
  const char *end = option;

  while (*end == '"')
    end = hw_quoted_skip (end);
  if (end == option)
    end += strcspn (end, " =");
  return g_strndup (option, end - option);
}

const char *
hw_option_list_find (const char *const *options, const char *name)
{
  for (guint i = 0; options[i] != NULL; i++)
    {
      g_autofree char *own = hw_option_dup_name (options[i]);

      if (g_str_equal (own, name))
        return options[i];
    }
  return NULL;
}

char *
hw_option_list_dup_changes (const char *from, const char *to)
{
  g_auto (GStrv) old = hw_option_list_split (from);
  g_auto (GStrv) new = hw_option_list_split (to);
  g_autoptr (GString) changes = g_string_new (NULL);

  for (guint i = 0; old[i] != NULL; i++)
    {
      g_autofree char *name = hw_option_dup_name (old[i]);

      if (hw_option_list_find ((const char *const *) new, name) == NULL)
        g_string_append_printf (changes, "%sDROP %s", changes->len > 0 ? ", " : "", name);
    }
  for (guint i = 0; new[i] != NULL; i++)
    {
      g_autofree char *name = hw_option_dup_name (new[i]);
      const char *before = hw_option_list_find ((const char *const *) old, name);

      if (g_strcmp0 (before, new[i]) != 0)
        g_string_append_printf (changes, "%s%s %s", changes->len > 0 ? ", " : "",
                                before != NULL ? "SET" : "ADD", new[i]);
    }
  return g_string_free (g_steal_pointer (&changes), FALSE);
}
