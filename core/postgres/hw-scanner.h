/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-scanner.h: SQL text as tokens, after PostgreSQL's lexical rules; never fails on broken text.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HW_TOKEN_END,
  HW_TOKEN_WORD,      /* key word or bare identifier */
  HW_TOKEN_QUOTED,    /* "identifier", string or dollar-quoted text; an open one runs to the end */
  HW_TOKEN_OPERATOR,  /* a run of operator characters */
  HW_TOKEN_CHARACTER, /* one of the rest: ( ) [ ] , ; . : $ digits … */
} HwTokenKind;

typedef struct
{
  HwTokenKind kind;
  const char *start;
  const char *end;
} HwToken;

/* Reads the token at *@cursor, past space and comments, and moves *@cursor behind it. */
HwToken hw_scanner_next (const char **cursor);

/* Whether a HW_TOKEN_WORD is @word, in any case. */
gboolean hw_token_is (const HwToken *token, const char *word);

/* Whether it is the HW_TOKEN_CHARACTER @character. */
gboolean hw_token_is_character (const HwToken *token, char character);

G_END_DECLS
