/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-log.h: what happens while a plan is carried out, told as it happens. */

#pragma once

#include "hw-step.h"

G_BEGIN_DECLS

typedef enum
{
  HW_OUTCOME_DONE,
  HW_OUTCOME_FAILED,  /* unless the error says otherwise nothing of the step was kept */
  HW_OUTCOME_NOT_RUN, /* stopped before; or an earlier step of the database, or a service it waits
                         for, failed */
} HwOutcome;

typedef enum
{
  HW_RUN_EVENT_BEGUN,     /* the step begins */
  HW_RUN_EVENT_STATEMENT, /* @text, SQL, is being run */
  HW_RUN_EVENT_WAITING,   /* @text says for whom, or for what */
  HW_RUN_EVENT_GOES_ON,   /* it waits no longer */
  HW_RUN_EVENT_NOTICE,    /* @text is what the server said */
  HW_RUN_EVENT_ENDED,     /* with @outcome; @text (nullable) is worth saying */
} HwRunEventKind;

/* Immutable, reference-counted (atomically). */
typedef struct
{
  HwRunEventKind kind;
  gint64 at; /* microseconds since 1970 */
  HwStep *step;
  HwOutcome outcome;
  char *text; /* (nullable) */
} HwRunEvent;

void hw_run_event_unref (HwRunEvent *event);

/**
 * HwRunLog:
 *
 * Grows while workers write it and a front end reads it; thread-safe, without callbacks. Reference-
 * counted. Every function that writes accepts a NULL log and then does nothing.
 */
typedef struct _HwRunLog HwRunLog;

HwRunLog *hw_run_log_new (void);
HwRunLog *hw_run_log_ref (HwRunLog *log);
void hw_run_log_unref (HwRunLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRunLog, hw_run_log_unref)

/* @text is copied. */
void hw_run_log_add (HwRunLog *log, HwRunEventKind kind, const HwStep *step, const char *text);
void hw_run_log_add_end (HwRunLog *log, const HwStep *step, HwOutcome outcome, const char *text);

/* (transfer full) (element-type HwRunEvent): the events from number @first (from 0) on. */
GPtrArray *hw_run_log_dup_from (HwRunLog *log, guint first);

G_END_DECLS
