/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-python.c: the reader of Python literals, trap by trap. */

#include <string.h>

#include "formats/hw-python.h"
#include "hw-error.h"

static const char *const names[] = { "x", NULL };

static HwPythonModule *
read_module (const char *text, GError **error)
{
  return hw_python_module_new ("x.py", text, strlen (text), names, error);
}

/* What @text assigns to x: "None", a text, "[a|b]" or "computed"; "unset". */
static char *
value_of_x (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPythonModule) module = read_module (text, &error);
  const HwPythonVariable *x;
  g_autoptr (GString) out = g_string_new ("[");

  g_assert_no_error (error);
  x = hw_python_module_find (module, "x");
  if (x == NULL)
    return g_strdup ("unset");
  switch (x->kind)
    {
    case HW_PYTHON_NONE:
      return g_strdup ("None");
    case HW_PYTHON_STRING:
      return g_strdup (x->strings->pdata[0]);
    case HW_PYTHON_COMPUTED:
      return g_strdup ("computed");
    case HW_PYTHON_SEQUENCE:
    default:
      for (guint i = 0; i < x->strings->len; i++)
        g_string_append_printf (out, "%s%s", i == 0 ? "" : "|", (char *) x->strings->pdata[i]);
      return g_strdup_printf ("%s]", out->str);
    }
}

static const char *const values[][2] = {
  { "x = 'a'", "a" },
  { "x='a'", "a" },
  { "x = \"a\"\n", "a" },
  { "x = 'a'\r\ny = 1\r\n", "a" },
  { "\xef\xbb\xbfx = 'a'", "a" },
  { "x: str = 'a'", "a" },
  { "x: Union[str, None] = 'a'", "a" },
  { "x: 'Union[str, None]' = None", "None" },
  { "x: Sequence[Mapping[str, str]] = ('a', 'b',)", "[a|b]" },
  { "x: str\n= 1 if 0 else 2", "unset" },
  { "x = u'a'", "a" },
  { "x = r'a\\n'", "a\\n" },
  { "x = R'it\\'s'", "it\\'s" },
  { "x = b'a'", "computed" },
  { "x = f'a'", "computed" },
  { "x = '''a'''", "a" },
  { "x = \"\"\"a\n'b' \"c\" \"\"\"", "a\n'b' \"c\" " },
  { "x = \"\"\"a\r\nb\"\"\"", "a\nb" },
  { "x = 'a' 'b' \"c\"", "abc" },
  { "x = ('a'\n     'b')", "ab" },
  { "x = 'a' \\\n    'b'", "ab" },
  { "x = \\\n    'a'", "a" },
  { "x = \\\r\n    'a'", "a" },
  { "x = 'a\\\nb'", "ab" },
  { "x = '\\x41\\u00e4\\U0001F600\\101\\t\\'\\\\'", "Aä😀A\t'\\" },
  { "x = 'a\\qb'", "a\\qb" },
  { "x = '\\N{BULLET}'", "computed" },
  { "x = '\\x00'", "computed" },
  { "x = '\\ud800'", "computed" },
  { "x = None", "None" },
  { "x = (None)", "None" },
  { "x = ()", "[]" },
  { "x = []", "[]" },
  { "x = {}", "computed" },
  { "x = ('a')", "a" },
  { "x = ('a',)", "[a]" },
  { "x = ['a']", "[a]" },
  { "x = {'a', 'b'}", "[a|b]" },
  { "x = {'a': 'b'}", "computed" },
  { "x = 'a', 'b'", "[a|b]" },
  { "x = 'a',", "[a]" },
  { "x = 'a', # why\n", "[a]" },
  { "x = (  # first\n  'a',  # it's\n\n  'b' 'c',\n)\n", "[a|bc]" },
  { "x = ['a', None]", "computed" },
  { "x = [('a', 'b')]", "computed" },
  { "x = [None]", "computed" },
  { "x = (('a', 'b'))", "[a|b]" },
  { "x = 'a'  # 'b'", "a" },
  { "x = 'a'; y = 'b'", "a" },
  { "y = 'b'; x = 'a'", "a" },
  { "x = 'a' + 'b'", "computed" },
  { "x = 'a' if y else 'b'", "computed" },
  { "x = '%s' % 'a'", "computed" },
  { "x = 'a'.upper()", "computed" },
  { "x = make('a')", "computed" },
  { "x = (cli.EXPAND,)", "computed" },
  { "x = tuple(['a'])", "computed" },
  { "x = 12", "computed" },
  { "x = -1", "computed" },
  { "x = y", "computed" },
  { "y = 'a'\nx = y", "a" },
  { "y = 'a'\nz = y\nx = (z, 'b')", "[a|b]" },
  { "y = 'a'\nx = y + 'b'", "computed" },
  { "y = 'a'\nx = y[0]", "computed" },
  { "y = ('a', 'b')\nx = y", "[a|b]" },
  { "y = x = 'a'", "a" },
  { "x = y = z = 'a', 'b'", "[a|b]" },
  { "x = y == 'a'", "computed" },
  { "x == 'a'", "unset" },
  { "x = 'a'\nx = 'b'", "b" },
  { "x = 'a'\nx += 'b'", "computed" },
  { "x = 'a'\nx = make()", "computed" },
  { "x.y = 'a'", "unset" },
  { "x['y'] = 'a'", "unset" },
  { "xx = 'a'", "unset" },
  { "def f():\n    x = 'a'\n", "unset" },
  { "def f(): x = 'a'\n", "unset" },
  { "class C:\n    x = 'a'\n\n    def f(self):\n        x = 'b'\n", "unset" },
  { "async def f():\n    x = 'a'\n", "unset" },
  { "@decorated\ndef f():\n    x = 'a'\n", "unset" },
  { "def f():\n    y = 1\nx = 'a'\n", "a" },
  { "def f(a,\nx = 'b'\n):\n  pass\n", "unset" },
  { "def f():\n  s = \"\"\"\nx = 'b'\n\"\"\"\nx = 'a'", "a" },
  { "s = '''\nx = 'b'\n'''\n", "unset" },
  { "s = 'it\\'s'\nx = 'a'", "a" },
  { "s = '#'\nx = 'a'", "a" },
  { "# it's\nx = 'a'", "a" },
  { "f(x = 'b')\n", "unset" },
  { "f(\nx = 'b'\n)\n", "unset" },
  { "def f():\n    pass\n# comment\n    # deeper\n\nx = 'a'\n", "a" },
  { "if y:\n    x = 'a'\n", "a" },
  { "if y:\n    x = 'a'\nelse:\n    x = 'b'\n", "b" },
  { "if y:\n    def f():\n        x = 'b'\n    x = 'a'\n", "a" },
  { "try:\n    import z\n    x = (z.ID,)\nexcept ImportError:\n    x = None\n", "None" },
  { "try:\n    x = 'a'\nexcept ImportError:\n    x = z.ID\n", "a" },
  { "try:\n\tx = 'a'\nfinally:\n\tpass\n", "a" },
  { "if y:\n    x = make()\n", "computed" },
  { "\"\"\"x = 'b'\"\"\"\nx = 'a'", "a" },
  { "from __future__ import annotations\nx = 'a'", "a" },
  { "import a.b as x\n", "unset" },
  { "x = '\xc3\xa4'", "ä" },
  { "", "unset" },
  { "\n\n", "unset" },
  { "x", "unset" },
  { "x =", "computed" },
  { "x = (", NULL },
  { "x = 'a", NULL },
  { "x = 'a\n'", NULL },
  { "x = '''a", NULL },
  { "x = 'a')", NULL },
  { "y = [1, 2\nx = 'a'\n", NULL },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = NULL;

      if (values[i][1] == NULL)
        {
          g_assert_null (read_module (values[i][0], &error));
          g_assert_error (error, HW_ERROR, HW_ERROR_HISTORY);
          g_assert_true (g_str_has_prefix (error->message, "x.py:1: this is not Python"));
          continue;
        }
      value = value_of_x (values[i][0]);
      if (strcmp (value, values[i][1]) != 0)
        g_error ("%s\ngives: %s\nand not: %s", values[i][0], value, values[i][1]);
    }
}

/* Whatever is cut off anywhere: an answer or an error, and never more than the text is read. */
static void
test_truncated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize n = 0; n <= strlen (values[i][0]); n++)
      {
        g_autofree char *text = g_strndup (values[i][0], n);
        g_autoptr (HwPythonModule) module = hw_python_module_new ("x.py", text, n, names, NULL);

        if (module != NULL)
          g_assert_null (hw_python_module_find (module, "nothing"));
      }
}

static void
test_doc (void)
{
  static const char *const cases[][2] = {
    { "\"\"\"one\n\ntwo\"\"\"\n", "one\n\ntwo" },
    { "# -*- coding: utf-8 -*-\n\n'''one'''\nx = 1", "one" },
    { "u'one' ' two'\n", "one two" },
    { "r\"\"\"a\\b\"\"\"\n", "a\\b" },
    { "b'one'\n", NULL },
    { "x = 1\n'one'\n", NULL },
    { "'one'.upper()\n", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwPythonModule) module = read_module (cases[i][0], NULL);

      g_assert_cmpstr (module->doc, ==, cases[i][1]);
    }
}

static void
test_lines (void)
{
  g_autoptr (HwPythonModule) module =
      read_module ("'''a\nb'''\n\nx = 'a'\nif x:\n    y = 'b'\ny = 'c'\n", NULL);
  const HwPythonVariable *x = hw_python_module_find (module, "x");
  const HwPythonVariable *y = hw_python_module_find (module, "y");

  g_assert_cmpuint (x->line, ==, 4);
  g_assert_cmpuint (x->n_assignments, ==, 1);
  g_assert_false (x->conditional);
  g_assert_cmpuint (y->line, ==, 7);
  g_assert_cmpuint (y->n_assignments, ==, 2);
  g_assert_false (y->conditional);
}

/* Behind a function only what may assign a name is read. */
static void
test_rest (void)
{
  g_autofree char *later = value_of_x ("x = 'a'\ndef f():\n    pass\n\n\nx = 'b'\n");
  g_autoptr (HwPythonModule) unread = read_module ("x = 'a'\ndef f():\n    (", NULL);

  g_assert_cmpstr (later, ==, "b");
  g_assert_nonnull (unread);
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_python_module_new ("x.py", "x = 1\n\0y", 8, names, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_HISTORY);
  g_assert_cmpstr (error->message, ==, "x.py:2: this is not Python: it holds a NUL byte");
}

static void
test_encoding (void)
{
  g_autoptr (GString) latin =
      g_string_new ("#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = '\xe4'\n");
  g_autoptr (GString) bare = g_string_new ("\nx = '\xe4'\n");
  g_autoptr (GString) strange = g_string_new ("# coding=klingon\nx = '\xe4'\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (hw_python_decode ("x.py", latin, NULL));
  value = value_of_x (latin->str);
  g_assert_cmpstr (value, ==, "ä");
  g_assert_false (hw_python_decode ("x.py", bare, &error));
  g_assert_cmpstr (error->message, ==, "x.py:2: a character is not UTF-8");
  g_clear_error (&error);
  g_assert_false (hw_python_decode ("x.py", strange, &error));
  g_assert_cmpstr (error->message, ==,
                   "x.py:2: a character is not UTF-8 and cannot be read as klingon");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/python/values", test_values);
  g_test_add_func ("/python/truncated", test_truncated);
  g_test_add_func ("/python/doc", test_doc);
  g_test_add_func ("/python/lines", test_lines);
  g_test_add_func ("/python/rest", test_rest);
  g_test_add_func ("/python/nul", test_nul);
  g_test_add_func ("/python/encoding", test_encoding);
  return g_test_run ();
}
