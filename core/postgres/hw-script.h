/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script.h: SQL text as single statements, split and understood by PostgreSQL's own parser. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwRisk:
 * @HW_RISK_SAFE: only short locks
 * @HW_RISK_BLOCKING: holds a lock that stops writers or readers while it works on rows
 * @HW_RISK_REWRITING: writes a whole table anew
 * @HW_RISK_DESTROYING: loses data or objects
 *
 * How much harm a statement can do, least first; the worst of its parts. What cannot be seen (DO,
 * CALL, EXECUTE, a statement that is not parsed) counts as blocking at least.
 */
typedef enum
{
  HW_RISK_SAFE,
  HW_RISK_BLOCKING,
  HW_RISK_REWRITING,
  HW_RISK_DESTROYING,
} HwRisk;

const char *hw_risk_to_string (HwRisk risk);

/**
 * HwStatementFlags:
 * @HW_STATEMENT_UNPARSED: PostgreSQL 15's grammar does not have it, or it is longer than 20,000
 * words: it is sent as it stands; its other flags and its risk are told by its words
 * @HW_STATEMENT_NO_TRANSACTION: the server refuses it inside a transaction block
 * @HW_STATEMENT_CONTROL: BEGIN, COMMIT, ROLLBACK, SAVEPOINT …
 * @HW_STATEMENT_ROLLBACK: of these, what keeps not all that was done: ROLLBACK, ROLLBACK TO, and
 * whatever is about prepared transactions
 * @HW_STATEMENT_DEFINITION: changes the schema
 * @HW_STATEMENT_DATA: INSERT, UPDATE, DELETE, COPY, TRUNCATE, MERGE, REFRESH, DO, CALL, or a query
 * that calls a function
 * @HW_STATEMENT_SETTING: SET, RESET, DISCARD
 */
typedef enum
{
  HW_STATEMENT_UNPARSED = 1 << 0,
  HW_STATEMENT_NO_TRANSACTION = 1 << 1,
  HW_STATEMENT_CONTROL = 1 << 2,
  HW_STATEMENT_DEFINITION = 1 << 3,
  HW_STATEMENT_DATA = 1 << 4,
  HW_STATEMENT_SETTING = 1 << 5,
  HW_STATEMENT_ROLLBACK = 1 << 6,
} HwStatementFlags;

typedef struct
{
  char *sql;  /* from its first word to its last, without the semicolon */
  guint line; /* where it begins in the text, from 1 */
  HwStatementFlags flags;
  HwRisk risk;
} HwStatement;

void hw_statement_free (HwStatement *statement);

/* (transfer full) (element-type HwStatement): @text as statements, in its order; comments and empty
 * statements between them are left out. A text that the parser does not understand is split by a
 * scanner that knows quotes, dollar quotes, comments and function bodies. Never fails. May be
 * called from any thread. */
GPtrArray *hw_script_split (const char *text);

/* Whether @text changes the session beyond what it does itself: SET, RESET, or set_config(). */
gboolean hw_script_changes_session (const char *text);
/* The statements that make the session one that was just begun, its role too. */
const char *const *hw_script_get_reset (void);

/* (transfer full): the roles that @text names and does not create (GRANT … TO, OWNER TO, CREATE
 * POLICY … TO, SET ROLE …), sorted; the server's own (PUBLIC, pg_…) are left out. */
GStrv hw_script_dup_roles (const char *text);

G_END_DECLS
