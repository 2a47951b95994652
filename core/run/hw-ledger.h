/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger.h: the append-only record, kept in each database, of what Headway did there. */

#pragma once

#include "hw-query.h"
#include "hw-step.h"

G_BEGIN_DECLS

typedef enum
{
  HW_EVENT_BEGUN,    /* a step that cannot be one transaction has begun */
  HW_EVENT_PROGRESS, /* so many of its statements are done; with an error: it can be gone on with */
  HW_EVENT_DONE,     /* committed together with the step itself */
  HW_EVENT_FAILED,
} HwEvent;

/* What is written down about a step at one moment. */
typedef struct
{
  const HwStep *step;
  const char *id; /* a UUID; the same for all events of one step */
  HwEvent event;
  guint statements_done;
  gint64 duration;   /* microseconds since the step began */
  const char *error; /* (nullable) */
} HwEntry;

/* Makes the schema "headway" and the table when they are missing. HW_ERROR_REFUSED with what the
 * owner must run when the role may not. Not to be called inside a transaction. */
gboolean hw_ledger_prepare (HwConnection *connection, GCancellable *cancellable, GError **error);

/* (transfer full): the INSERT for @entry. */
HwQuery *hw_ledger_make_insert (const HwEntry *entry);

/* Runs it, in the open transaction when there is one. */
gboolean hw_ledger_append (HwConnection *connection, const HwEntry *entry,
                           GCancellable *cancellable, GError **error);

/* Whether the ledger says that the step @id was done: to know after a lost COMMIT. */
gboolean hw_ledger_is_done (HwConnection *connection, const char *id, gboolean *done,
                            GCancellable *cancellable, GError **error);

/* Writes down that the step @id, which was begun and did not end, is not gone on with. */
gboolean hw_ledger_give_up (HwConnection *connection, const char *id, GCancellable *cancellable,
                            GError **error);

/* One finished, failed or begun step, as `headway ledger` shows it. */
typedef struct
{
  char *at; /* ISO 8601 with zone */
  char *event;
  char *action;
  char *revision;
  GStrv version_before;
  GStrv version_after;
  guint statements;
  guint statements_done;
  gint64 duration; /* microseconds */
  char *role;      /* of the database */
  char *who;       /* user@host of the person's machine */
  char *application;
  char *error; /* (nullable) */
  char *sql;
  char *digest; /* of all its statements: hw_step_dup_digest() */
} HwLedgerRow;

void hw_ledger_row_free (HwLedgerRow *row);

/* (transfer full) (element-type HwLedgerRow): newest first, without progress rows; empty when
 * Headway never worked here. */
GPtrArray *hw_ledger_read (HwConnection *connection, GCancellable *cancellable, GError **error);

/* (nullable) (transfer none): of @rows that of when @revision was applied, if nothing was done with
 * it since. */
const HwLedgerRow *hw_ledger_find_applied (GPtrArray *rows, const char *revision);

G_END_DECLS
