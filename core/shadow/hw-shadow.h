/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-shadow.h: expected schemas: what a history builds at each revision, by snapshot and replay,
 * cached. */

#pragma once

#include "hw-fleet.h"
#include "hw-progress.h"
#include "hw-recording.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * HwShadow:
 *
 * Thread-safe; one for a process. Finds the shadow server when it first needs one, and leaves it
 * when freed. A warm cache needs neither server nor Python.
 */
typedef struct _HwShadow HwShadow;

HwShadow *hw_shadow_new (HwFleet *fleet);
void hw_shadow_free (HwShadow *shadow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwShadow, hw_shadow_free)

/**
 * hw_shadow_get_expected:
 * @version: full ids of the service's history; empty for base
 * @server_major: the live server's major version
 * @live: (nullable): the live database, for a shadow on the service's own server
 *
 * Returns: (transfer full): %NULL with HW_ERROR_NEEDS_SNAPSHOT, HW_ERROR_NEEDS_ENVIRONMENT,
 * HW_ERROR_UNTRUSTED, HW_ERROR_PYTHON, …
 */
HwSchema *hw_shadow_get_expected (HwShadow *shadow, HwService *service, const char *const *version,
                                  guint server_major, HwDatabase *live, HwProgress *progress,
                                  GCancellable *cancellable, GError **error);

/* (transfer full): the statements of a revision, from the file (SQL) or the recorder (Alembic).
 * Errors as above. */
HwRecording *hw_shadow_get_recording (HwShadow *shadow, HwService *service, const char *revision,
                                      guint server_major, HwDatabase *live, HwProgress *progress,
                                      GCancellable *cancellable, GError **error);

/* One state the history passes through. */
typedef struct
{
  GStrv version;
  HwSchema *schema;
} HwKnownState;

void hw_known_state_free (HwKnownState *state);

/* (transfer full) (element-type HwKnownState): every state the replay passed through, base first,
 * for identification. What could not be replayed is left out; NULL only when nothing is known. */
GPtrArray *hw_shadow_get_known_states (HwShadow *shadow, HwService *service, guint server_major,
                                       HwDatabase *live, HwProgress *progress,
                                       GCancellable *cancellable, GError **error);

G_END_DECLS
