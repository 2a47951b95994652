/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-step.h: one step of a plan: what is done to one database, from which version to which. */

#pragma once

#include "hw-check.h"

G_BEGIN_DECLS

typedef enum
{
  HW_ACTION_UPGRADE,   /* apply one revision */
  HW_ACTION_DOWNGRADE, /* take one revision back */
  HW_ACTION_STAMP,     /* move the version, change nothing else */
  HW_ACTION_REPAIR,    /* DDL that makes the live schema the expected one */
} HwAction;

const char *hw_action_to_string (HwAction action); /* "upgrade" … as JSON shows it */

typedef struct
{
  char *sql;
  HwRisk risk;
  gboolean in_transaction; /* FALSE: the server refuses it inside a transaction block */
  gboolean done;           /* its effect is there already: not run */
} HwPlanStatement;

/* Immutable, reference-counted (atomically): plans share steps. */
typedef struct
{
  gatomicrefcount references;
  guint number; /* from 1, in the order of the plan */
  guint wave;   /* from 0; a wave begins when the one before has ended */
  HwCheck *check;
  HwDatabase *database;
  HwAction action;
  char *revision; /* the revision applied or taken back; for stamp and repair the version it is
                     about ("base" …) */
  char *text;     /* what it does, in words */
  GStrv from;     /* version rows before and after */
  GStrv to;
  gboolean resumes;      /* goes on with the check's unfinished step */
  GPtrArray *statements; /* (element-type HwPlanStatement) */
  GPtrArray *notes;      /* (element-type char*): what a person should know who carries it out */
  gboolean needs_python; /* the revision runs as a program; the statements are what it did on an
                            empty copy */
  char *file;            /* the revision's file; NULL for stamp and repair */
  HwRisk risk;           /* the worst of its statements */
  HwSchema *before;      /* (nullable): expected at @from, where it is known */
  HwSchema *after;       /* (nullable): expected at @to; the proof */
} HwStep;

HwStep *hw_step_new (HwCheck *check, HwAction action, const char *revision, const char *text,
                     const char *const *from, const char *const *to);
HwStep *hw_step_ref (HwStep *step);
void hw_step_unref (HwStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwStep, hw_step_unref)

/* @sql is copied. */
void hw_step_add_statement (HwStep *step, const char *sql, HwRisk risk, gboolean in_transaction,
                            gboolean done);

/* @note: (transfer full): a line of text */
void hw_step_add_note (HwStep *step, char *note);

/* Makes @statement a part of a digest of statements. */
void hw_step_update_digest (GChecksum *checksum, const char *statement);
/* (transfer full): the SHA-256 of its statements, to know them again. */
char *hw_step_dup_digest (const HwStep *step);

G_END_DECLS
