/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-shadow-private.h: one question to the shadow while it is being answered. */

#pragma once

#include "hw-conninfo.h"
#include "hw-replay.h"
#include "hw-shadow.h"

G_BEGIN_DECLS

typedef struct _HwServiceShadow HwServiceShadow;

/* Holds the service's lock from hw_job_begin() on. */
typedef struct
{
  HwShadow *shadow;
  HwService *service;
  guint live_major;
  HwDatabase *live; /* (nullable) */
  HwProgress *progress;
  GCancellable *cancellable;
  /* Set by hw_job_begin(). */
  HwServiceShadow *own;
  HwTimeline *timeline;
  HwCache *cache;
  HwReading reading;
  HwEndpoint *endpoint; /* (nullable): has the name of the role in @reading */
} HwJob;

/* What a question to the shadow begins with; as in hw-shadow.h. */
HwJob hw_job_new (HwShadow *shadow, HwService *service, guint server_major, HwDatabase *live,
                  HwProgress *progress, GCancellable *cancellable);
gboolean hw_job_begin (HwJob *job, GError **error);
void hw_job_end (HwJob *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwJob, hw_job_end)

gboolean hw_job_prepare_replay (HwJob *job, HwChain *chain, HwReplay *replay, GError **error);
/* Replays @chain, once: what failed is not tried again until the history is read anew. */
gboolean hw_job_replay (HwJob *job, HwChain *chain, GError **error);
/* (transfer full): state @i of @chain, from memory, the cache or a replay. */
HwSchema *hw_job_get_state (HwJob *job, HwChain *chain, guint i, GError **error);
/* (transfer full) */
HwRecording *hw_job_get_recording (HwJob *job, const char *id, GError **error);

G_END_DECLS
