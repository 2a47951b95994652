/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-execution.h: one step being carried out: in one transaction where it can be, else in recorded
 * parts. */

#pragma once

#include "hw-executor.h"
#include "hw-ledger.h"
#include "hw-lock-watch.h"
#include "hw-recorder.h"

G_BEGIN_DECLS

struct _HwExecutor
{
  HwDatabase *database;
  HwFleet *fleet;
  const HwRunOptions *options;
  HwRunLog *log;      /* (nullable) */
  HwLockWatch *watch; /* of the statements */
  HwHistory *history;
  HwConnection *connection; /* (nullable): NULL once it was lost for good */
  HwRecorder *recorder;     /* (nullable): runs the revisions that run as programs */
  GPtrArray *steps;         /* (element-type HwStep): all that it is there for */
  gboolean from_nothing;    /* the database held nothing: it is looked at after the last step */
  gboolean begun;           /* a transaction is open for the next step … */
  HwResult *begun_counts;   /* (nullable): … with these counts of the catalogs */
  HwSchema *live;           /* (nullable): the schema as the last step that was looked at left it */
  HwSchema *proved;         /* (nullable): what that was compared with … */
  HwDifferences *drift;     /* (nullable): … and how it differed */
  gboolean version_table_exists;
  guint n_done;
};

typedef struct
{
  HwExecutor *executor;
  HwConnection *connection; /* the executor's */
  const HwStep *step;
  char *id;                /* in the ledger; that of the first try when it is resumed */
  gint64 began;            /* monotonic, microseconds */
  guint n_done;            /* statements that are done and committed, or found done */
  gboolean begun;          /* the ledger says "begun" */
  gboolean committing;     /* the last COMMIT was sent */
  gboolean keeps_parts;    /* it failed, and what a program did outside a transaction stays … */
  gboolean keeps_all;      /* … or even all, since only then could it be looked at */
  HwResult *counts_before; /* (nullable): of the catalogs when its one transaction began, unless
                              nothing is looked at by them */
  HwResult *counts_after;  /* (nullable): and when all was done */
  HwSchema *live;          /* (nullable): read by the proof, the executor's after the commit */
  HwDifferences *drift;    /* (nullable): likewise */
  char *note;              /* (nullable) */
  GStrv notices;           /* (nullable): what the server said of the step's own statements */
} HwExecution;

HwExecution *hw_execution_new (HwExecutor *executor, const HwStep *step);
void hw_execution_free (HwExecution *execution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwExecution, hw_execution_free)

/* What the ledger would say now. Strings are borrowed. */
HwEntry hw_execution_describe (HwExecution *execution, HwEvent event);

/* It is committed: the next step goes on from there. */
void hw_execution_keep (HwExecution *execution);

/* One try. When it fails, what is open is left open for the caller to roll back. */
gboolean hw_execution_run (HwExecution *execution, HwProgress *progress, GCancellable *cancellable,
                           GError **error);

G_END_DECLS
