/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-words.h: what the timeline says of a revision. */

#pragma once

#include "hw-timeline-layout.h"

G_BEGIN_DECLS

/* (transfer full): its message, or what it is when it has none. */
char *hw_timeline_node_dup_title (const HwTimelineNode *node);
/* (transfer full): id, date and author, as far as there are. */
char *hw_timeline_node_dup_detail (const HwTimelineNode *node);
/* Translated: "pending", "applied" … */
const char *hw_timeline_node_get_state_words (const HwTimelineNode *node);
/* (transfer full): all of it as one sentence, for who cannot see the picture. */
char *hw_timeline_node_dup_description (const HwTimelineNode *node);
/* Translated. */
const char *hw_timeline_tag_get_text (const HwTimelineTag *tag);
/* (transfer full) (nullable): its date for people; as written when it is not understood. */
char *hw_timeline_dup_date (const HwRevision *revision);

G_END_DECLS
