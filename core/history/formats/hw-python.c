/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python.c: a small reader of Python: a module's docstring and its literal assignments.
 *
 * One pass over the bytes. Bodies of functions and classes are passed over; bodies of if, try, for
 * and with count as module level. */

#include "hw-python.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-python-cursor.h"

typedef struct
{
  HwPythonCursor cursor;
  HwPythonModule *module;
  const char *const *names;
} Reader;

/* A name in the text. */
typedef struct
{
  const char *start; /* NULL when there is none */
  gsize length;
} Word;

/* A value while it is being read; strings as in HwPythonVariable, owned. */
typedef struct
{
  HwPythonKind kind;
  GPtrArray *strings;
} Value;

static void
value_clear (Value *value)
{
  g_clear_pointer (&value->strings, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Value, value_clear)

static void
value_reset (Value *value)
{
  value_clear (value);
  value->kind = HW_PYTHON_COMPUTED;
}

/* Appends @strings (nullable) to the value's own. */
static void
value_append (Value *value, GPtrArray *strings)
{
  if (strings == NULL)
    return;
  if (value->strings == NULL)
    value->strings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (value->strings, g_strdup (strings->pdata[i]));
}

static void
variable_clear (HwPythonVariable *variable)
{
  g_clear_pointer (&variable->strings, g_ptr_array_unref);
}

void
hw_python_module_free (HwPythonModule *module)
{
  g_free (module->doc);
  g_array_unref (module->variables);
  g_free (module);
}

static HwPythonVariable *
find (const HwPythonModule *module, Word name)
{
  for (guint i = 0; i < module->variables->len; i++)
    {
      HwPythonVariable *variable = &g_array_index (module->variables, HwPythonVariable, i);

      if (variable->name_length == name.length &&
          memcmp (variable->name, name.start, name.length) == 0)
        return variable;
    }
  return NULL;
}

const HwPythonVariable *
hw_python_module_find (const HwPythonModule *module, const char *name)
{
  return find (module, (Word){ name, strlen (name) });
}

static gboolean
word_is (Word word, const char *text)
{
  return strlen (text) == word.length && memcmp (word.start, text, word.length) == 0;
}

static gboolean
word_is_one_of (Word word, const char *const *texts)
{
  for (; *texts != NULL; texts++)
    if (word_is (word, *texts))
      return TRUE;
  return FALSE;
}

static Word
take_word (Reader *reader)
{
  Word word = { reader->cursor.p, 0 };

  while (hw_python_is_name_part (*reader->cursor.p))
    reader->cursor.p++;
  word.length = (gsize) (reader->cursor.p - word.start);
  return word;
}

/* Reads one string and those written next to it. */
static gboolean
read_strings (Reader *reader, gboolean in_brackets, Value *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean literal = TRUE;
  int prefix;

  while ((prefix = hw_python_string_prefix (reader->cursor.p)) >= 0)
    {
      gboolean raw = FALSE;
      const char *content;
      gsize n;

      for (int i = 0; i < prefix; i++, reader->cursor.p++)
        {
          raw = raw || *reader->cursor.p == 'r' || *reader->cursor.p == 'R';
          if (strchr ("bBfF", *reader->cursor.p) != NULL)
            literal = FALSE;
        }
      if (!hw_python_cursor_skip_string (&reader->cursor, &content, &n))
        return FALSE;
      literal = literal && hw_python_append_content (out, content, n, raw);
      hw_python_cursor_skip_space (&reader->cursor, in_brackets);
    }
  if (literal)
    {
      value->kind = HW_PYTHON_STRING;
      value->strings = g_ptr_array_new_full (1, g_free);
      g_ptr_array_add (value->strings, g_string_free (g_steal_pointer (&out), FALSE));
    }
  return TRUE;
}

/* None, or a name that was assigned before. */
static void
read_name (Reader *reader, Value *value)
{
  Word name = take_word (reader);
  const HwPythonVariable *variable = find (reader->module, name);

  if (word_is (name, "None"))
    {
      value->kind = HW_PYTHON_NONE;
    }
  else if (variable != NULL)
    {
      value->kind = variable->kind;
      value_append (value, variable->strings);
    }
}

static gboolean read_atom (Reader *reader, gboolean in_brackets, Value *value);

/* Whether the cursor is at @closing (0: at the end of the statement), or at a comma where that may
 * be. */
static gboolean
at_end (const Reader *reader, char closing, gboolean or_comma)
{
  char c = *reader->cursor.p;

  if (or_comma && c == ',')
    return TRUE;
  return closing == '\0' ? strchr ("\n;#", c) != NULL : c == closing;
}

/* Reads "a, b, …" up to @closing. What is not a sequence of strings becomes HW_PYTHON_COMPUTED; the
 * cursor is then anywhere. */
static gboolean
read_elements (Reader *reader, char closing, Value *value)
{
  gboolean in_brackets = closing != '\0', comma = FALSE;

  value->kind = HW_PYTHON_SEQUENCE;
  value->strings = g_ptr_array_new_with_free_func (g_free);
  for (;;)
    {
      g_auto (Value) element = { HW_PYTHON_COMPUTED, NULL };

      hw_python_cursor_skip_space (&reader->cursor, in_brackets);
      if (at_end (reader, closing, FALSE))
        return TRUE;
      if (!read_atom (reader, in_brackets, &element))
        return FALSE;
      hw_python_cursor_skip_space (&reader->cursor, in_brackets);
      if (closing == ')' && *reader->cursor.p == ')' && !comma)
        {
          value_clear (value); /* only brackets around a value */
          *value = element;
          element.strings = NULL;
          return TRUE;
        }
      if (element.kind != HW_PYTHON_STRING || !at_end (reader, closing, TRUE))
        {
          value_reset (value);
          return TRUE;
        }
      value_append (value, element.strings);
      if (*reader->cursor.p == ',')
        {
          comma = TRUE;
          reader->cursor.p++;
        }
    }
}

static gboolean
read_bracket (Reader *reader, Value *value)
{
  char opening = *reader->cursor.p++;
  char closing = opening == '(' ? ')' : opening == '[' ? ']' : '}';

  if (!read_elements (reader, closing, value))
    return FALSE;
  if (opening == '{' && value->strings != NULL && value->strings->len == 0)
    value_reset (value); /* {} is a dictionary */
  if (value->kind != HW_PYTHON_COMPUTED)
    reader->cursor.p++;
  return TRUE;
}

/* Reads a string, None, a known name or a bracket into the empty @value. */
static gboolean
read_atom (Reader *reader, gboolean in_brackets, Value *value)
{
  char c = *reader->cursor.p;

  if (hw_python_string_prefix (reader->cursor.p) >= 0)
    return read_strings (reader, in_brackets, value);
  if (c == '(' || c == '[' || c == '{')
    return read_bracket (reader, value);
  if (hw_python_is_name_start (c))
    read_name (reader, value);
  return TRUE;
}

/* Reads the value of an assignment up to the end of its statement. */
static gboolean
read_value (Reader *reader, Value *value, gboolean *more)
{
  HwPythonCursor *cursor = &reader->cursor;
  const char *start;

  hw_python_cursor_skip_space (cursor, FALSE);
  start = cursor->p;
  if (!read_atom (reader, FALSE, value))
    return FALSE;
  hw_python_cursor_skip_space (cursor, FALSE);
  if (*cursor->p == ',' && value->kind != HW_PYTHON_COMPUTED)
    {
      cursor->p = start;
      value_reset (value);
      if (!read_elements (reader, '\0', value))
        return FALSE;
    }
  if (value->kind == HW_PYTHON_COMPUTED || !at_end (reader, '\0', FALSE))
    {
      cursor->p = start;
      value_reset (value);
    }
  return hw_python_cursor_skip_statement (cursor, NULL, more);
}

static void
assign (Reader *reader, Word name, gboolean conditional, const Value *value)
{
  HwPythonVariable *variable = find (reader->module, name);

  if (variable == NULL)
    {
      HwPythonVariable fresh = { name.start, name.length, HW_PYTHON_COMPUTED, NULL, 0, 0, FALSE };

      g_array_append_val (reader->module->variables, fresh);
      variable = find (reader->module, name);
    }
  variable->n_assignments++;
  variable->conditional = conditional;
  /* A branch that computes does not hide the literal of another branch. */
  if (conditional && value->kind == HW_PYTHON_COMPUTED && variable->kind != HW_PYTHON_COMPUTED)
    return;
  variable->kind = value->kind;
  variable->line = hw_python_cursor_get_line (&reader->cursor, name.start);
  variable_clear (variable);
  if (value->strings != NULL)
    variable->strings = g_ptr_array_ref (value->strings);
}

/* The name at the cursor when "=" follows (an assignment), else none, and the cursor as it was. */
static Word
take_target (Reader *reader)
{
  HwPythonCursor *cursor = &reader->cursor;
  Word word;

  if (!hw_python_is_name_start (*cursor->p))
    return (Word){ NULL, 0 };
  word = take_word (reader);
  hw_python_cursor_skip_space (cursor, FALSE);
  if (cursor->p[0] == '=' && cursor->p[1] != '=')
    {
      cursor->p++;
      return word;
    }
  cursor->p = word.start;
  return (Word){ NULL, 0 };
}

/* From behind the first "=": the other targets of a = b = value, and the value. */
static gboolean
read_assignment (Reader *reader, Word first, gboolean conditional, gboolean *more)
{
  g_auto (Value) value = { HW_PYTHON_COMPUTED, NULL };
  const char *others;
  Word target;

  hw_python_cursor_skip_space (&reader->cursor, FALSE);
  others = reader->cursor.p;
  while (take_target (reader).start != NULL)
    hw_python_cursor_skip_space (&reader->cursor, FALSE);
  if (!read_value (reader, &value, more))
    return FALSE;
  assign (reader, first, conditional, &value);
  if (others != reader->cursor.p)
    {
      Reader again = *reader;

      again.cursor.p = others;
      while ((target = take_target (&again)).start != NULL)
        {
          assign (reader, target, conditional, &value);
          hw_python_cursor_skip_space (&again.cursor, FALSE);
        }
    }
  return TRUE;
}

/* A statement that begins with a name: an assignment, the head of a body to pass over (@skips), or
 * something else. */
static gboolean
read_named_statement (Reader *reader, gboolean conditional, gboolean *skips, gboolean *more)
{
  static const char *const bodies[] = { "def", "class", "async", NULL };
  static const char *const clauses[] = { "else", "try", "finally", "except", NULL };
  HwPythonCursor *cursor = &reader->cursor;
  Word word = take_target (reader);

  if (word.start != NULL)
    return read_assignment (reader, word, conditional, more);
  word = take_word (reader);
  hw_python_cursor_skip_space (cursor, FALSE);
  *skips = word_is_one_of (word, bodies);
  if (*cursor->p == ':' && !word_is_one_of (word, clauses))
    {
      gboolean at_equals = FALSE;

      if (!hw_python_cursor_skip_statement (cursor, &at_equals, more))
        return FALSE;
      if (!at_equals)
        return TRUE;
      cursor->p++;
      return read_assignment (reader, word, conditional, more);
    }
  if ((*cursor->p == '+' || *cursor->p == '|') && cursor->p[1] == '=')
    assign (reader, word, conditional, &(Value){ HW_PYTHON_COMPUTED, NULL });
  return hw_python_cursor_skip_statement (cursor, NULL, more);
}

static gboolean
read_doc (Reader *reader, gboolean *more)
{
  g_auto (Value) value = { HW_PYTHON_COMPUTED, NULL };

  if (!read_value (reader, &value, more))
    return FALSE;
  if (value.kind == HW_PYTHON_STRING)
    reader->module->doc = g_strdup (value.strings->pdata[0]);
  return TRUE;
}

/* Moves behind the indentation of a line and returns its width; a tab goes to the next eighth. */
static int
take_indentation (Reader *reader)
{
  int width = 0;

  for (;; reader->cursor.p++)
    {
      if (*reader->cursor.p == ' ')
        width++;
      else if (*reader->cursor.p == '\t')
        width = (width / 8 + 1) * 8;
      else if (*reader->cursor.p != '\f')
        return width;
    }
}

/* Reads the statements of one line. */
static gboolean
read_line (Reader *reader, gboolean conditional, gboolean *first, gboolean *skips)
{
  HwPythonCursor *cursor = &reader->cursor;
  gboolean more = TRUE;

  for (; more; *first = FALSE)
    {
      gboolean read;

      hw_python_cursor_skip_space (cursor, FALSE);
      if (*first && hw_python_string_prefix (cursor->p) >= 0)
        read = read_doc (reader, &more);
      else if (hw_python_is_name_start (*cursor->p))
        read = read_named_statement (reader, conditional, skips, &more);
      else
        read = hw_python_cursor_skip_statement (cursor, NULL, &more);
      if (!read)
        return FALSE;
    }
  return TRUE;
}

/* Whether the rest of the text may still assign one of the names. */
static gboolean
may_come (const Reader *reader)
{
  for (guint i = 0; reader->names[i] != NULL; i++)
    if (strstr (reader->cursor.p, reader->names[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
read_module (Reader *reader)
{
  HwPythonCursor *cursor = &reader->cursor;
  int skipped_body = -1; /* the indentation of the def or class whose body is passed over */
  gboolean first = TRUE;

  while (*cursor->p != '\0')
    {
      int indentation = take_indentation (reader);
      gboolean skips = FALSE, more = TRUE;

      if (*cursor->p == '\n' || *cursor->p == '\r' || *cursor->p == '#')
        {
          cursor->p += strcspn (cursor->p, "\n");
          cursor->p += *cursor->p == '\n';
        }
      else if (skipped_body >= 0 && indentation > skipped_body)
        {
          while (more)
            if (!hw_python_cursor_skip_statement (cursor, NULL, &more))
              return FALSE;
        }
      else if (!read_line (reader, indentation > 0, &first, &skips))
        {
          return FALSE;
        }
      else
        {
          skipped_body = skips ? indentation : -1;
          if (skips && !may_come (reader))
            return TRUE;
        }
    }
  return TRUE;
}

HwPythonModule *
hw_python_module_new (const char *file, const char *text, gsize length, const char *const *names,
                      GError **error)
{
  g_autoptr (HwPythonModule) module = g_new0 (HwPythonModule, 1);
  Reader reader = { { file, text, text, error, NULL, 0 }, module, names };

  module->variables = g_array_new (FALSE, FALSE, sizeof (HwPythonVariable));
  g_array_set_clear_func (module->variables, (GDestroyNotify) variable_clear);
  if (memchr (text, '\0', length) != NULL)
    {
      hw_python_cursor_fail (&reader.cursor, memchr (text, '\0', length),
                             _ ("it holds a NUL byte"));
      return NULL;
    }
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    reader.cursor.p += 3;
  return read_module (&reader) ? g_steal_pointer (&module) : NULL;
}
