/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl.h: the script that turns one schema into another, in the order of dependencies. */

#pragma once

#include "hw-difference.h"
#include "hw-script.h"

G_BEGIN_DECLS

typedef struct
{
  char *sql; /* one statement, no closing semicolon */
  HwRisk risk;
  gboolean transactional; /* FALSE: the server refuses it inside a transaction block */
  gboolean secret;        /* it holds a password in clear text */
  char *needs;            /* (nullable): what rows must be like for it, in the user's language */
  HwObject *object;       /* the object it is about */
} HwDdlStatement;

HwDdlStatement *hw_ddl_statement_copy (const HwDdlStatement *statement);
void hw_ddl_statement_free (gpointer statement);

/* What is kept, and what it is in the way of: that is left out, with all that needs it. */
typedef struct
{
  HwObject *kept;
  HwObject *wanted;
} HwDdlObstacle;

typedef struct
{
  HwCompareOptions compare;
  gboolean destroy;  /* include statements of HW_RISK_DESTROYING; else they are left out */
  GArray *obstacles; /* (nullable) (element-type HwDdlObstacle): gets what is left out without
                        `destroy` and destroys nothing itself; they borrow from the schemas */
} HwDdlOptions;

/**
 * hw_ddl_write:
 * @from: the schema as it is
 * @to: the schema as it shall be
 * @options: (nullable): NULL leaves out what destroys
 *
 * Ordered by dependencies across kinds (drops before creates where they would collide); keeps data:
 * alters rather than drops and creates wherever PostgreSQL can. Applied to @from with `destroy`,
 * the result compares equal to @to.
 *
 * Returns: (transfer full) (element-type HwDdlStatement): %NULL with an error that names the circle
 * or the object when a change cannot be written
 */
GPtrArray *hw_ddl_write (HwSchema *from, HwSchema *to, const HwDdlOptions *options, GError **error);

/* The worst of @statements (element-type HwDdlStatement). */
HwRisk hw_ddl_get_risk (GPtrArray *statements);

/* The statements of hw_ddl_write() as one readable script, each closed by a semicolon. (transfer
 * full) */
char *hw_ddl_to_text (GPtrArray *statements);

G_END_DECLS
