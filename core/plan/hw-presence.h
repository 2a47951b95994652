/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-presence.h: how much of a coming revision is in a schema already, statement by statement. */

#pragma once

#include "hw-schema.h"

G_BEGIN_DECLS

/* What one statement makes of the schema, held against the live one. */
typedef enum
{
  HW_PRESENCE_NEUTRAL, /* it changes no schema (data, or nothing), or the schema cannot tell */
  HW_PRESENCE_NONE,    /* nothing of it is there */
  HW_PRESENCE_PART,    /* some of it is there, or is there as something else */
  HW_PRESENCE_ALL,     /* all of it is there */
} HwPresence;

/**
 * hw_presence_find:
 * @trace: (element-type HwSchema): the schema before the revision, and after each of its statements
 * @later: (element-type HwSchema): the expected schemas of the revisions that follow it: what they
 * made of an object counts too
 *
 * What a statement does to an object is there when the live schema has the object as it is at some
 * time after the statement, and at no time before it. What comes and goes within the revision (a
 * table for the time being, a trigger that is switched off meanwhile) tells nothing.
 *
 * Returns: (transfer full) (element-type HwPresence): one for each statement
 */
GArray *hw_presence_find (HwSchema *live, GPtrArray *trace, GPtrArray *later);

G_END_DECLS
