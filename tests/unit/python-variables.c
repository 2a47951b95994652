/* SPDX-License-Identifier: GPL-3.0-or-later */
/* python-variables.c: says what the reader of Python finds, for test-python-agreement.py.
 *
 * Each line of standard input names a file; the answer is a line for each variable (name, kind and
 * strings in Base64, parted by tabs), one for the docstring, and an empty line. */

#include <stdio.h>
#include <string.h>

#include "formats/hw-python.h"

static void
print_text (const char *text)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  printf ("\t%s", encoded);
}

static void
print_module (const HwPythonModule *module)
{
  for (guint i = 0; i < module->variables->len; i++)
    {
      const HwPythonVariable *variable = &g_array_index (module->variables, HwPythonVariable, i);

      printf ("%.*s\t%d", (int) variable->name_length, variable->name, variable->kind);
      for (guint s = 0; variable->strings != NULL && s < variable->strings->len; s++)
        print_text (variable->strings->pdata[s]);
      printf ("\n");
    }
  printf ("\"\"\"");
  if (module->doc != NULL)
    print_text (module->doc);
  printf ("\n");
}

int
main (void)
{
  static const char *const everything[] = { "", NULL };
  char path[4096];

  while (fgets (path, sizeof path, stdin) != NULL)
    {
      g_autofree char *content = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (HwPythonModule) module = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_strchomp (path);
      if (!g_file_get_contents (path, &content, &length, &error))
        g_error ("%s", error->message);
      g_string_append_len (text, content, (gssize) length);
      if (hw_python_decode (path, text, &error))
        module = hw_python_module_new (path, text->str, text->len, everything, &error);
      if (module != NULL)
        print_module (module);
      else
        printf ("!%s\n", error->message);
      printf ("\n");
      fflush (stdout);
    }
  return 0;
}
