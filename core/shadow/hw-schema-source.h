/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-source.h: the places a schema can come from, as `headway diff` names them. */

#pragma once

#include "hw-shadow.h"

G_BEGIN_DECLS

typedef enum
{
  HW_SOURCE_CONNECTION, /* a connection string or URI */
  HW_SOURCE_FILE,       /* NAME.sql, run in a scratch database */
  HW_SOURCE_DATABASE,   /* SERVICE[@ENVIRONMENT]: the live schema */
  HW_SOURCE_REVISION,   /* SERVICE:REVISION: what the history builds */
} HwSourceKind;

/* What @text is, by its form alone. */
HwSourceKind hw_schema_source_get_kind (const char *text);

/**
 * hw_schema_source_load:
 * @fleet: (nullable): needed for services only
 * @shadow: (nullable): likewise
 * @environment: (nullable): for a service without one
 * @options: what is compared: owners and privileges are read only on request
 * @major: (inout): for what is built on a shadow, the major version to build it on (0: the newest);
 * set to the one it was built or read on
 *
 * Returns: (transfer full): %NULL with HW_ERROR_USAGE, HW_ERROR_NOT_FOUND, HW_ERROR_FAILED,
 * HW_POSTGRES_ERROR …
 */
HwSchema *hw_schema_source_load (const char *text, HwFleet *fleet, HwShadow *shadow,
                                 const char *environment, const HwCompareOptions *options,
                                 guint *major, GCancellable *cancellable, GError **error);

G_END_DECLS
