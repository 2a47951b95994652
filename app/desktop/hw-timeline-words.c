/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-words.c: what the timeline says of a revision. */

#include "hw-timeline-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

char *
hw_timeline_node_dup_title (const HwTimelineNode *node)
{
  if (node->state == HW_NODE_GHOST)
    return g_strdup (_ ("Not in this checkout"));
  if (node->revision == NULL)
    return g_strdup (_ ("Base: before the first revision"));
  return g_strdup (node->revision->message[0] != '\0' ? node->revision->message
                                                      : _ ("(no message)"));
}

char *
hw_timeline_dup_date (const HwRevision *revision)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (revision->date == NULL)
    return NULL;
  if (sscanf (revision->date, "%4d-%2d-%2d", &year, &month, &day) == 3)
    date = g_date_time_new_local (year, month, day, 0, 0, 0);
  /* Translators: a day as in strftime(3), like 5 Mar 2024. */
  return date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup (revision->date);
}

char *
hw_timeline_node_dup_detail (const HwTimelineNode *node)
{
  GString *text =
      g_string_new (node->revision == NULL && node->state != HW_NODE_GHOST ? "" : node->id);
  g_autofree char *date = node->revision != NULL ? hw_timeline_dup_date (node->revision) : NULL;

  if (date != NULL)
    g_string_append_printf (text, " · %s", date);
  if (node->revision != NULL && node->revision->author != NULL)
    g_string_append_printf (text, " · %s", node->revision->author);
  return g_string_free (text, FALSE);
}

const char *
hw_timeline_node_get_state_words (const HwTimelineNode *node)
{
  static const char *const words[] = {
    [HW_NODE_UNKNOWN] = N_ ("not known whether applied"),
    [HW_NODE_PENDING] = N_ ("pending"),
    [HW_NODE_APPLIED] = N_ ("applied"),
    [HW_NODE_CURRENT] = N_ ("current"),
    [HW_NODE_GHOST] = N_ ("not in this checkout"),
  };

  return _ (words[node->state]);
}

const char *
hw_timeline_tag_get_text (const HwTimelineTag *tag)
{
  switch (tag->kind)
    {
    case HW_TAG_HERE:
      return _ ("database is here");
    case HW_TAG_HEAD:
      return _ ("head");
    case HW_TAG_GUESS:
      return _ ("looks like this");
    case HW_TAG_OTHER:
    default:
      return tag->text;
    }
}

char *
hw_timeline_node_dup_description (const HwTimelineNode *node)
{
  g_autofree char *title = hw_timeline_node_dup_title (node);
  g_autofree char *detail = hw_timeline_node_dup_detail (node);
  GString *text = g_string_new (title);

  if (detail[0] != '\0')
    g_string_append_printf (text, ", %s", detail);
  if (node->revision != NULL)
    g_string_append_printf (text, ", %s", hw_timeline_node_get_state_words (node));
  for (guint i = 0; i < node->tags->len; i++)
    g_string_append_printf (
        text, ", %s", hw_timeline_tag_get_text (&g_array_index (node->tags, HwTimelineTag, i)));
  return g_string_free (text, FALSE);
}
