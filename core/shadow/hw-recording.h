/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-recording.h: what one revision did to a shadow database: its statements, up and down. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-history.h"
#include "hw-script.h"

G_BEGIN_DECLS

typedef struct
{
  char *sql;               /* as it was sent; it may be several */
  gboolean in_transaction; /* FALSE: it ran in an autocommit block */
  gboolean is_understood;  /* already: then these are what hw_recorded_statement_judge() says */
  HwRisk risk;
} HwRecordedStatement;

typedef struct
{
  gboolean exists;       /* FALSE for a direction that is not written (raises, or no down file) */
  GPtrArray *statements; /* (element-type HwRecordedStatement) */
  gboolean reads_data;  /* read the user's rows, or what else differs with the server or the moment:
                           must run as a program ("needs Python") */
  char *missing_module; /* (nullable): it truly used a module that is not there: needs the service's
                           environment */
  char *problem;        /* (nullable): why it could not be recorded, in one line */
} HwRecordedDirection;

/* Immutable, reference-counted (atomically). */
typedef struct
{
  gatomicrefcount references;
  char *revision;
  HwRecordedDirection up;
  HwRecordedDirection down;
  GStrv notes; /* data statements that were forgiven on the empty copy … */
  GStrv roles; /* (nullable): see hw_recording_dup_roles(); NULL: its statements tell */
} HwRecording;

HwRecording *hw_recording_ref (HwRecording *recording);
void hw_recording_unref (HwRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRecording, hw_recording_unref)

/* The recording of an SQL revision: its text split into statements, transaction control left out
 * (the runner opens transactions). A text that would undo a part of itself is no way up or down.
 * @down is NULL when there is no way back. (transfer full) */
HwRecording *hw_recording_new_from_sql (const char *revision, const char *up, const char *down);
/* That of a revision of a history in SQL, whose files say themselves what they do. NULL with
 * HW_ERROR_HISTORY. (transfer full) */
HwRecording *hw_recording_read_sql (HwHistory *history, const HwRevision *revision, GError **error);

/* How much harm @statement can do; @in_transaction: (out): whether it can share a transaction. */
HwRisk hw_recorded_statement_judge (const HwRecordedStatement *statement, gboolean *in_transaction);

/* Whether @direction is known to do nothing at all, as a merge does. */
gboolean hw_recorded_direction_is_idle (const HwRecordedDirection *direction);

/* (transfer full): the roles that its statements name and a fresh server lacks. */
GStrv hw_recording_dup_roles (HwRecording *recording);

/* As the recorder reports it and the cache keeps it. Reading checks everything: HW_ERROR_FAILED
 * for what is no recording. (transfer full) */
HwRecording *hw_recording_new_from_json (JsonObject *report, GError **error);
JsonNode *hw_recording_to_json (HwRecording *recording);

G_END_DECLS
