/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-replay-error.h: why a revision could not be replayed, and what the user can do about it. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-fleet.h"

G_BEGIN_DECLS

/* From the server's error for one of its statements. */
void hw_replay_error_set_from_server (HwService *service, const HwRevision *revision,
                                      const GError *cause, GError **error);
/* From the recorder's report of a revision that failed. */
void hw_replay_error_set_from_report (HwService *service, const HwRevision *revision,
                                      JsonObject *report, GError **error);

G_END_DECLS
