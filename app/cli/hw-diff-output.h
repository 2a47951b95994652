/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diff-output.h: what `headway diff` found, as a script and as JSON. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-ddl.h"

G_BEGIN_DECLS

/* Borrowed. */
typedef struct
{
  GPtrArray *statements; /* (element-type HwDdlStatement) */
  GPtrArray *left_out;   /* (element-type HwDdlStatement): what only --destroy includes */
  GPtrArray *renames;    /* (element-type HwRename) */
  gboolean proved;
} HwDiff;

/* (transfer container) (element-type HwDdlStatement): those of @whole that @part lacks. */
GPtrArray *hw_diff_dup_left_out (GPtrArray *whole, GPtrArray *part);

/* (transfer full): the script; what is left out stands in comments at its end. */
char *hw_diff_to_text (const HwDiff *diff);
/* Whether it holds a password in clear text. */
gboolean hw_diff_holds_secret (const HwDiff *diff);
void hw_diff_add_json (JsonBuilder *builder, const HwDiff *diff);

G_END_DECLS
