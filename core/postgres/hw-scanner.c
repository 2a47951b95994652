/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-scanner.c: SQL text as tokens, after PostgreSQL's lexical rules (chapter "Lexical Structure"
 * of its manual, with standard_conforming_strings on). */

#include "hw-scanner.h"

#include <string.h>

#define OPERATOR_CHARACTERS "+-*/<>=~!@#%^&|`?"

static gboolean
is_word_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
is_word_part (char c)
{
  return is_word_start (c) || g_ascii_isdigit (c) || c == '$';
}

/* (nullable): behind the comment at @c, when it ends. Block comments nest. */
static const char *
skip_block_comment (const char *c)
{
  guint depth = 0;

  do
    {
      if (c[0] == '/' && c[1] == '*')
        {
          depth++;
          c += 2;
        }
      else if (c[0] == '*' && c[1] == '/')
        {
          depth--;
          c += 2;
        }
      else if (*c != '\0')
        c++;
    }
  while (depth > 0 && *c != '\0');
  return depth == 0 ? c : NULL;
}

static const char *
skip_space (const char *c)
{
  while (*c != '\0')
    {
      const char *end = c[0] == '/' && c[1] == '*' ? skip_block_comment (c) : NULL;

      if (g_ascii_isspace (*c) || *c == '\v')
        c++;
      else if (c[0] == '-' && c[1] == '-')
        c += strcspn (c, "\r\n");
      else if (end != NULL)
        c = end;
      else
        break;
    }
  return c;
}

/* @c is at the opening quote. A doubled quote stands for itself. */
static const char *
skip_quoted (const char *c, gboolean backslash_escapes)
{
  char quote = *c++;

  while (*c != '\0')
    {
      if (backslash_escapes && c[0] == '\\' && c[1] != '\0')
        c += 2;
      else if (c[0] == quote && c[1] == quote)
        c += 2;
      else if (*c++ == quote)
        break;
    }
  return c;
}

/* (nullable): behind the dollar-quoted text at @c, when it is one. */
static const char *
skip_dollar_quoted (const char *c)
{
  g_autofree char *tag = NULL;
  const char *end = c + 1;
  const char *closing;

  if (is_word_start (*end))
    {
      while (is_word_part (*end) && *end != '$')
        end++;
    }
  if (*end++ != '$')
    return NULL;
  tag = g_strndup (c, (gsize) (end - c));
  closing = strstr (end, tag);
  return closing != NULL ? closing + strlen (tag) : end + strlen (end);
}

static const char *
skip_operator (const char *c)
{
  do
    c++;
  while (*c != '\0' && strchr (OPERATOR_CHARACTERS, *c) != NULL && !(c[0] == '-' && c[1] == '-') &&
         !(c[0] == '/' && c[1] == '*'));
  return c;
}

HwToken
hw_scanner_next (const char **cursor)
{
  const char *c = skip_space (*cursor);
  HwToken token = { .kind = HW_TOKEN_CHARACTER, .start = c, .end = c + 1 };

  if (*c == '\0')
    token = (HwToken){ HW_TOKEN_END, c, c };
  /* A comment that never ends is nothing to skip: the server will refuse it. */
  else if (c[0] == '/' && c[1] == '*')
    token = (HwToken){ HW_TOKEN_QUOTED, c, c + strlen (c) };
  else if ((*c == 'e' || *c == 'E') && c[1] == '\'')
    token = (HwToken){ HW_TOKEN_QUOTED, c, skip_quoted (c + 1, TRUE) };
  else if (is_word_start (*c))
    {
      token.kind = HW_TOKEN_WORD;
      while (is_word_part (*token.end))
        token.end++;
    }
  else if (*c == '\'' || *c == '"')
    token = (HwToken){ HW_TOKEN_QUOTED, c, skip_quoted (c, FALSE) };
  else if (*c == '$')
    {
      const char *end = skip_dollar_quoted (c);

      if (end != NULL)
        token = (HwToken){ HW_TOKEN_QUOTED, c, end };
    }
  else if (g_ascii_isdigit (*c))
    {
      while (is_word_part (*token.end) || *token.end == '.')
        token.end++;
    }
  else if (strchr (OPERATOR_CHARACTERS, *c) != NULL)
    token = (HwToken){ HW_TOKEN_OPERATOR, c, skip_operator (c) };
  *cursor = token.end;
  return token;
}

gboolean
hw_token_is (const HwToken *token, const char *word)
{
  gsize length = (gsize) (token->end - token->start);

  return token->kind == HW_TOKEN_WORD && strlen (word) == length &&
         g_ascii_strncasecmp (token->start, word, length) == 0;
}

gboolean
hw_token_is_character (const HwToken *token, char character)
{
  return token->kind == HW_TOKEN_CHARACTER && *token->start == character;
}
