/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python.c: a small reader of Python: a module's docstring and its literal assignments.
 *
 * One pass over the bytes. Statements are told apart as Python's own tokenizer does (strings,
 * comments, brackets, continued lines, indentation); bodies of functions and classes are passed
 * over, bodies of if, try, for and with count as module level. Source of the rules: the Python
 * language reference, "Lexical analysis". */

#include "hw-python.h"

#include <string.h>

#include "hw-error.h"

typedef struct
{
  const char *file;
  const char *text;
  const char *p; /* the text ends in a NUL, so looking one byte ahead is always allowed */
  HwPythonModule *module;
  GError **error;
} Reader;

/* A value while it is being read; strings owns its elements. */
typedef struct
{
  HwPythonKind kind;
  GPtrArray *strings;
} Value;

static void
variable_free (HwPythonVariable *variable)
{
  g_free (variable->name);
  g_ptr_array_unref (variable->strings);
  g_free (variable);
}

void
hw_python_module_free (HwPythonModule *module)
{
  g_free (module->doc);
  g_ptr_array_unref (module->variables);
  g_free (module);
}

const HwPythonVariable *
hw_python_module_find (const HwPythonModule *module, const char *name)
{
  for (guint i = 0; i < module->variables->len; i++)
    {
      const HwPythonVariable *variable = module->variables->pdata[i];

      if (strcmp (variable->name, name) == 0)
        return variable;
    }
  return NULL;
}

static guint
line_of (const Reader *reader, const char *position)
{
  guint line = 1;

  for (const char *p = reader->text;
       (p = memchr (p, '\n', (gsize) (position - p))) != NULL && p < position; p++)
    line++;
  return line;
}

static gboolean
syntax_error (Reader *reader, const char *position, const char *what)
{
  hw_set_error (reader->error, HW_ERROR_HISTORY,
                "Mend the file so that Python can read it, or move it out of the folder.",
                "%s:%u: this is not Python: %s", reader->file, line_of (reader, position), what);
  return FALSE;
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
is_name_part (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c);
}

/* Behind "\\\n" or "\\\r\n" at @p; NULL when there is none. */
static const char *
skip_joined_line (const char *p)
{
  if (p[0] != '\\')
    return NULL;
  if (p[1] == '\n')
    return p + 2;
  return p[1] == '\r' && p[2] == '\n' ? p + 3 : NULL;
}

/* Moves behind blanks and joined lines; inside brackets behind line ends and comments too. */
static void
skip_space (Reader *reader, gboolean in_brackets)
{
  const char *p = reader->p;

  for (;;)
    {
      const char *joined = skip_joined_line (p);

      if (joined != NULL)
        p = joined;
      else if (*p == ' ' || *p == '\t' || *p == '\f' || *p == '\r' || (in_brackets && *p == '\n'))
        p++;
      else if (in_brackets && *p == '#')
        p += strcspn (p, "\n");
      else
        break;
    }
  reader->p = p;
}

/* Moves behind the string whose first quote is at reader->p; @content and @n are what is inside. */
static gboolean
skip_string (Reader *reader, const char **content, gsize *n)
{
  const char *start = reader->p, *p = start;
  char quote = *p;
  gboolean triple = p[1] == quote && p[2] == quote;

  p += triple ? 3 : 1;
  *content = p;
  for (;;)
    {
      if (*p == '\0' || (*p == '\n' && !triple))
        return syntax_error (reader, start, "the string that begins here never ends");
      if (*p == '\\' && p[1] == '\r' && p[2] == '\n')
        p += 3;
      else if (*p == '\\' && p[1] != '\0')
        p += 2;
      else if (*p == quote && (!triple || (p[1] == quote && p[2] == quote)))
        break;
      else
        p++;
    }
  *n = (gsize) (p - *content);
  reader->p = p + (triple ? 3 : 1);
  return TRUE;
}

/* Moves behind the statement at reader->p; @more is whether another follows on the line. With
 * @at_equals (nullable) it stops at the "=" of an annotated assignment instead, and says so there.
 */
static gboolean
skip_statement (Reader *reader, gboolean *at_equals, gboolean *more)
{
  const char *opened = NULL, *content;
  guint depth = 0;
  gsize n;

  *more = FALSE;
  for (;;)
    {
      const char *p = reader->p;

      switch (*p)
        {
        case '\0':
          if (depth > 0)
            return syntax_error (reader, opened, "the bracket that opens here is never closed");
          return TRUE;
        case '\'':
        case '"':
          if (!skip_string (reader, &content, &n))
            return FALSE;
          break;
        case '#':
          reader->p += strcspn (p, "\n");
          break;
        case '(':
        case '[':
        case '{':
          if (depth++ == 0)
            opened = p;
          reader->p++;
          break;
        case ')':
        case ']':
        case '}':
          if (depth == 0)
            return syntax_error (reader, p, "a bracket closes here that was never opened");
          depth--;
          reader->p++;
          break;
        case '\\':
          reader->p = skip_joined_line (p) != NULL ? skip_joined_line (p) : p + 1;
          break;
        case '\n':
        case ';':
          reader->p++;
          if (depth == 0)
            {
              *more = *p == ';';
              return TRUE;
            }
          break;
        case '=':
          if (at_equals != NULL && depth == 0)
            {
              *at_equals = TRUE;
              return TRUE;
            }
          reader->p++;
          break;
        default:
          reader->p++;
        }
    }
}

static gboolean
append_hexadecimal (GString *out, const char **p, guint n_digits)
{
  gunichar c = 0;

  for (guint i = 1; i <= n_digits; i++)
    {
      int digit = g_ascii_xdigit_value ((*p)[i]);

      if (digit < 0)
        return FALSE;
      c = c * 16 + (guint) digit;
    }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (out, c);
  *p += n_digits + 1;
  return TRUE;
}

static gboolean
append_octal (GString *out, const char **p)
{
  gunichar c = 0;

  for (guint i = 0; i < 3 && **p >= '0' && **p <= '7'; i++, (*p)++)
    c = c * 8 + (guint) (**p - '0');
  if (c == 0)
    return FALSE;
  g_string_append_unichar (out, c);
  return TRUE;
}

/* Appends what the escape at *@p (behind the backslash) means; FALSE when it cannot be told. */
static gboolean
append_escape (GString *out, const char **p)
{
  static const char names[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
  const char *known;
  char c = **p;

  if (c == '\n' || c == '\r')
    {
      *p += c == '\r' && (*p)[1] == '\n' ? 2 : 1;
      return TRUE;
    }
  if (c == 'x')
    return append_hexadecimal (out, p, 2);
  if (c == 'u')
    return append_hexadecimal (out, p, 4);
  if (c == 'U')
    return append_hexadecimal (out, p, 8);
  if (c == 'N')
    return FALSE;
  if (c >= '0' && c <= '7')
    return append_octal (out, p);
  known = c == '\0' ? NULL : strchr (names, c);
  if (known == NULL)
    g_string_append_c (out, '\\');
  g_string_append_c (out, known == NULL ? c : values[known - names]);
  (*p)++;
  return TRUE;
}

static gboolean
append_content (GString *out, const char *content, gsize n, gboolean raw)
{
  const char *p = content, *end = content + n;

  while (p < end)
    {
      if (*p == '\r' && p[1] == '\n')
        {
          p++;
        }
      else if (*p == '\\' && !raw)
        {
          p++;
          if (!append_escape (out, &p))
            return FALSE;
        }
      else
        {
          g_string_append_c (out, *p++);
        }
    }
  return TRUE;
}

/* The length of a string prefix (u, r, b, f, rb …) at @p when a quote follows; -1 when there is no
 * string here. */
static int
string_prefix (const char *p)
{
  int n = (int) strspn (p, "rRuUbBfF");

  return n <= 2 && (p[n] == '\'' || p[n] == '"') ? n : -1;
}

/* Reads one string and those written next to it. */
static gboolean
read_strings (Reader *reader, gboolean in_brackets, Value *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean literal = TRUE;
  int prefix;

  while ((prefix = string_prefix (reader->p)) >= 0)
    {
      gboolean raw = FALSE;
      const char *content;
      gsize n;

      for (int i = 0; i < prefix; i++, reader->p++)
        {
          raw = raw || *reader->p == 'r' || *reader->p == 'R';
          if (strchr ("bBfF", *reader->p) != NULL)
            literal = FALSE;
        }
      if (!skip_string (reader, &content, &n))
        return FALSE;
      literal = literal && append_content (out, content, n, raw);
      skip_space (reader, in_brackets);
    }
  value->kind = literal ? HW_PYTHON_STRING : HW_PYTHON_COMPUTED;
  if (literal)
    g_ptr_array_add (value->strings, g_strndup (out->str, out->len));
  return TRUE;
}

static void
append_all (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

/* None, or a name that was assigned before. */
static void
read_name (Reader *reader, Value *value)
{
  const char *start = reader->p;
  g_autofree char *name = NULL;
  const HwPythonVariable *variable;

  while (is_name_part (*reader->p))
    reader->p++;
  name = g_strndup (start, (gsize) (reader->p - start));
  variable = hw_python_module_find (reader->module, name);
  if (strcmp (name, "None") == 0)
    {
      value->kind = HW_PYTHON_NONE;
    }
  else if (variable != NULL)
    {
      value->kind = variable->kind;
      append_all (value->strings, variable->strings);
    }
}

static gboolean read_atom (Reader *reader, gboolean in_brackets, Value *value);

/* Whether reader->p is at @closing (0: at the end of the statement), or at a comma where that may
 * be.
 */
static gboolean
at_end (const Reader *reader, char closing, gboolean or_comma)
{
  if (or_comma && *reader->p == ',')
    return TRUE;
  return closing == '\0' ? strchr ("\n;#", *reader->p) != NULL : *reader->p == closing;
}

/* Reads "a, b, …" up to @closing. What is not a sequence of strings becomes HW_PYTHON_COMPUTED;
 * reader->p is then anywhere. */
static gboolean
read_elements (Reader *reader, char closing, Value *value)
{
  gboolean comma = FALSE;

  value->kind = HW_PYTHON_SEQUENCE;
  for (;;)
    {
      g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
      Value element = { HW_PYTHON_COMPUTED, strings };

      skip_space (reader, closing != '\0');
      if (at_end (reader, closing, FALSE))
        return TRUE;
      if (!read_atom (reader, closing != '\0', &element))
        return FALSE;
      skip_space (reader, closing != '\0');
      append_all (value->strings, strings);
      if (closing == ')' && *reader->p == ')' && !comma)
        {
          value->kind = element.kind; /* only brackets around a value */
          return TRUE;
        }
      if (element.kind != HW_PYTHON_STRING || !at_end (reader, closing, TRUE))
        {
          value->kind = HW_PYTHON_COMPUTED;
          return TRUE;
        }
      if (*reader->p == ',')
        {
          comma = TRUE;
          reader->p++;
        }
    }
}

static gboolean
read_bracket (Reader *reader, Value *value)
{
  char opening = *reader->p++;
  char closing = opening == '(' ? ')' : opening == '[' ? ']' : '}';

  if (!read_elements (reader, closing, value))
    return FALSE;
  if (opening == '{' && value->strings->len == 0)
    value->kind = HW_PYTHON_COMPUTED; /* {} is a dictionary */
  if (value->kind != HW_PYTHON_COMPUTED)
    reader->p++;
  return TRUE;
}

static gboolean
read_atom (Reader *reader, gboolean in_brackets, Value *value)
{
  value->kind = HW_PYTHON_COMPUTED;
  if (string_prefix (reader->p) >= 0)
    return read_strings (reader, in_brackets, value);
  if (strchr ("([{", *reader->p) != NULL && *reader->p != '\0')
    return read_bracket (reader, value);
  if (is_name_start (*reader->p))
    read_name (reader, value);
  return TRUE;
}

/* Reads the value of an assignment up to the end of its statement. */
static gboolean
read_value (Reader *reader, Value *value, gboolean *more)
{
  const char *start;

  skip_space (reader, FALSE);
  start = reader->p;
  if (!read_atom (reader, FALSE, value))
    return FALSE;
  skip_space (reader, FALSE);
  if (*reader->p == ',' && value->kind != HW_PYTHON_COMPUTED)
    {
      reader->p = start;
      g_ptr_array_set_size (value->strings, 0);
      if (!read_elements (reader, '\0', value))
        return FALSE;
    }
  if (!at_end (reader, '\0', FALSE))
    value->kind = HW_PYTHON_COMPUTED;
  if (value->kind == HW_PYTHON_COMPUTED)
    {
      reader->p = start;
      g_ptr_array_set_size (value->strings, 0);
    }
  return skip_statement (reader, NULL, more);
}

static void
assign (Reader *reader, const char *name, const char *position, gboolean conditional,
        const Value *value)
{
  HwPythonVariable *variable = (HwPythonVariable *) hw_python_module_find (reader->module, name);

  if (variable == NULL)
    {
      variable = g_new0 (HwPythonVariable, 1);
      variable->name = g_strdup (name);
      variable->strings = g_ptr_array_new_with_free_func (g_free);
      variable->kind = HW_PYTHON_COMPUTED;
      g_ptr_array_add (reader->module->variables, variable);
    }
  variable->n_assignments++;
  variable->conditional = conditional;
  /* A branch that computes does not hide the literal of another branch. */
  if (conditional && value->kind == HW_PYTHON_COMPUTED && variable->kind != HW_PYTHON_COMPUTED)
    return;
  variable->kind = value->kind;
  variable->line = line_of (reader, position);
  g_ptr_array_set_size (variable->strings, 0);
  append_all (variable->strings, value->strings);
}

/* The name at reader->p when "=" follows (an assignment), else NULL and reader->p as it was. */
static char *
take_target (Reader *reader)
{
  const char *start = reader->p, *end;

  if (!is_name_start (*start))
    return NULL;
  while (is_name_part (*reader->p))
    reader->p++;
  end = reader->p;
  skip_space (reader, FALSE);
  if (reader->p[0] == '=' && reader->p[1] != '=')
    {
      reader->p++;
      return g_strndup (start, (gsize) (end - start));
    }
  reader->p = start;
  return NULL;
}

/* From behind the first "=": the other targets of a = b = value, and the value. */
static gboolean
read_assignment (Reader *reader, char *first, const char *position, gboolean conditional,
                 gboolean *more)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Value value = { HW_PYTHON_COMPUTED, strings };
  char *target = first;

  while (target != NULL)
    {
      g_ptr_array_add (targets, target);
      skip_space (reader, FALSE);
      target = take_target (reader);
    }
  if (!read_value (reader, &value, more))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    assign (reader, targets->pdata[i], position, conditional, &value);
  return TRUE;
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

/* A statement that begins with a name: an assignment, the head of a body to pass over (@skips), or
 * something else. */
static gboolean
read_named_statement (Reader *reader, gboolean conditional, gboolean *skips, gboolean *more)
{
  static const char *const bodies[] = { "def", "class", "async", NULL };
  static const char *const clauses[] = { "else", "try", "finally", "except", NULL };
  const char *start = reader->p;
  char *target = take_target (reader);
  g_autofree char *word = NULL;

  if (target != NULL)
    return read_assignment (reader, target, start, conditional, more);
  while (is_name_part (*reader->p))
    reader->p++;
  word = g_strndup (start, (gsize) (reader->p - start));
  skip_space (reader, FALSE);
  *skips = is_one_of (word, bodies);
  if (*reader->p == ':' && !is_one_of (word, clauses))
    {
      gboolean at_equals = FALSE;

      if (!skip_statement (reader, &at_equals, more))
        return FALSE;
      if (!at_equals)
        return TRUE;
      reader->p++;
      return read_assignment (reader, g_steal_pointer (&word), start, conditional, more);
    }
  if (*reader->p != '\0' && strchr ("+|", *reader->p) != NULL && reader->p[1] == '=')
    {
      g_autoptr (GPtrArray) strings = g_ptr_array_new ();
      Value computed = { HW_PYTHON_COMPUTED, strings };

      assign (reader, word, start, conditional, &computed);
    }
  return skip_statement (reader, NULL, more);
}

static gboolean
read_doc (Reader *reader, gboolean *more)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Value value = { HW_PYTHON_COMPUTED, strings };

  if (!read_value (reader, &value, more))
    return FALSE;
  if (value.kind == HW_PYTHON_STRING)
    reader->module->doc = g_strdup (strings->pdata[0]);
  return TRUE;
}

/* Moves behind the indentation of a line and returns its width; a tab goes to the next eighth. */
static int
take_indentation (Reader *reader)
{
  int width = 0;

  for (;; reader->p++)
    {
      if (*reader->p == ' ')
        width++;
      else if (*reader->p == '\t')
        width = (width / 8 + 1) * 8;
      else if (*reader->p != '\f')
        return width;
    }
}

static gboolean
read_module (Reader *reader)
{
  int skipped_body = -1; /* the indentation of the def or class whose body is passed over */
  gboolean first = TRUE;

  while (*reader->p != '\0')
    {
      int indentation = take_indentation (reader);
      gboolean more = TRUE, skips = FALSE;

      if (strchr ("\n\r#", *reader->p) != NULL)
        {
          reader->p += strcspn (reader->p, "\n");
          reader->p += *reader->p == '\n';
          continue;
        }
      if (skipped_body >= 0 && indentation > skipped_body)
        {
          while (more)
            if (!skip_statement (reader, NULL, &more))
              return FALSE;
          continue;
        }
      skipped_body = -1;
      for (; more; first = FALSE)
        {
          gboolean read;

          skip_space (reader, FALSE);
          if (first && string_prefix (reader->p) >= 0)
            read = read_doc (reader, &more);
          else if (is_name_start (*reader->p))
            read = read_named_statement (reader, indentation > 0, &skips, &more);
          else
            read = skip_statement (reader, NULL, &more);
          if (!read)
            return FALSE;
          if (skips)
            skipped_body = indentation;
        }
    }
  return TRUE;
}

HwPythonModule *
hw_python_module_new (const char *file, const char *text, gsize length, GError **error)
{
  g_autoptr (HwPythonModule) module = g_new0 (HwPythonModule, 1);
  Reader reader = { file, text, text, module, error };

  module->variables = g_ptr_array_new_with_free_func ((GDestroyNotify) variable_free);
  if (memchr (text, '\0', length) != NULL)
    {
      syntax_error (&reader, memchr (text, '\0', length), "it holds a NUL byte");
      return NULL;
    }
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    reader.p += 3;
  return read_module (&reader) ? g_steal_pointer (&module) : NULL;
}

/* (transfer full) (nullable): the encoding a coding line in the first two lines names. */
static char *
dup_declared_encoding (const char *text)
{
  for (guint line = 0; line < 2 && text != NULL; line++)
    {
      g_autofree char *comment = g_strndup (text, strcspn (text, "\n"));
      const char *coding = strstr (comment, "coding");

      if (comment[strspn (comment, " \t\f")] == '#' && coding != NULL &&
          (coding[6] == ':' || coding[6] == '='))
        {
          const char *name = coding + 7 + strspn (coding + 7, " \t");

          return g_strndup (name, strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_."));
        }
      text = strchr (text, '\n');
      text = text == NULL ? NULL : text + 1;
    }
  return NULL;
}

/* iconv does not know all of Python's spellings: there "latin-1" is "latin1". */
static char *
convert (const GString *text, const char *encoding)
{
  g_auto (GStrv) parts = g_strsplit_set (encoding, "-_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  char *decoded = g_convert (text->str, (gssize) text->len, "UTF-8", encoding, NULL, NULL, NULL);

  if (decoded == NULL)
    decoded = g_convert (text->str, (gssize) text->len, "UTF-8", plain, NULL, NULL, NULL);
  return decoded;
}

gboolean
hw_python_decode (const char *file, GString *text, GError **error)
{
  const char *bad;
  g_autofree char *encoding = NULL;
  g_autofree char *decoded = NULL;
  Reader reader = { file, text->str, text->str, NULL, error };

  if (g_utf8_validate (text->str, (gssize) text->len, &bad) || *bad == '\0')
    return TRUE; /* a NUL byte is reported by the reader */
  encoding = dup_declared_encoding (text->str);
  if (encoding != NULL)
    decoded = convert (text, encoding);
  if (decoded == NULL)
    {
      hw_set_error (error, HW_ERROR_HISTORY,
                    "Save the file as UTF-8, or name its encoding in the first line: "
                    "# -*- coding: latin-1 -*-",
                    "%s:%u: a character is not UTF-8%s%s", file, line_of (&reader, bad),
                    encoding == NULL ? "" : " and cannot be read as ",
                    encoding == NULL ? "" : encoding);
      return FALSE;
    }
  g_string_assign (text, decoded);
  return TRUE;
}
