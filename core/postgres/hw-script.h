/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script.h: SQL text as single statements, split and understood by PostgreSQL's own parser. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much harm a statement can do, least first. */
typedef enum
{
  HW_RISK_SAFE,       /* only short locks */
  HW_RISK_BLOCKING,   /* holds a lock that stops writers or readers while it works on rows */
  HW_RISK_REWRITING,  /* writes a whole table anew */
  HW_RISK_DESTROYING, /* loses data or objects */
} HwRisk;

const char *hw_risk_to_string (HwRisk risk);

typedef enum
{
  HW_STATEMENT_UNPARSED =
      1 << 0, /* the parser (PostgreSQL 15's grammar) did not understand it: sent as it stands */
  HW_STATEMENT_NO_TRANSACTION = 1 << 1, /* the server refuses it inside a transaction block */
  HW_STATEMENT_CONTROL = 1 << 2,        /* BEGIN, COMMIT, ROLLBACK, SAVEPOINT … */
  HW_STATEMENT_DEFINITION = 1 << 3,     /* changes the schema */
  HW_STATEMENT_DATA =
      1 << 4, /* INSERT, UPDATE, DELETE, COPY, TRUNCATE, MERGE, DO, SELECT of a function … */
  HW_STATEMENT_SETTING = 1 << 5, /* SET, RESET */
} HwStatementFlags;

typedef struct
{
  char *sql;  /* without the closing semicolon, comments before it kept off */
  guint line; /* where it begins in the text, from 1 */
  HwStatementFlags flags;
  HwRisk risk;
} HwStatement;

void hw_statement_free (HwStatement *statement);

/* (transfer full) (element-type HwStatement): @text split into statements; a text that cannot be
 * parsed is split by a scanner that knows quotes, dollar quotes and comments. Never fails. */
GPtrArray *hw_script_split (const char *text);

/* (transfer full): the roles that @text names (GRANT … TO, OWNER TO, CREATE POLICY … TO), sorted.
 */
GStrv hw_script_dup_roles (const char *text);

G_END_DECLS
