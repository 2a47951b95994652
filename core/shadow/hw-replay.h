/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-replay.h: a chain of revisions run in a scratch database, the schema kept after each. */

#pragma once

#include "hw-cache.h"
#include "hw-progress.h"
#include "hw-recorder.h"
#include "hw-timeline.h"

G_BEGIN_DECLS

/* What a replay works with; borrowed. */
typedef struct
{
  HwFleet *fleet;
  HwCache *cache;
  HwScratchServer *server;
  HwRecorder *recorder; /* (nullable): runs what is to be recorded; not connected */
  HwChain *chain;
  HwProgress *progress;
  GCancellable *cancellable;
} HwReplay;

/* Builds the states of the chain, from the first that the cache lacks to the last it can, and puts
 * each into the cache. Revisions whose recordings are known are run again without Python.
 * FALSE with the error of the first that failed (HW_ERROR_NEEDS_SNAPSHOT,
 * HW_ERROR_NEEDS_ENVIRONMENT, HW_ERROR_PYTHON, HW_ERROR_FAILED …, or HW_ERROR_UNTRUSTED before any
 * revision); those before it are in the cache all the same. */
gboolean hw_replay_run (const HwReplay *replay, GError **error);

/* (transfer full) (element-type HwSchema): the schema in the target state of the chain, to which
 * the cache must know the recordings, and after each of the statements up of @recording. */
GPtrArray *hw_replay_trace (const HwReplay *replay, HwRecording *recording, GError **error);

G_END_DECLS
