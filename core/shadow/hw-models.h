/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-models.h: the schema that a service's models say: SQLAlchemy's create_all() in the shadow. */

#pragma once

#include "hw-fleet.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * hw_models_read:
 * @head: what the history builds: its schemas and extensions are made first
 * @major: the major version to build them on
 * @live: (nullable): for a shadow on the service's own server
 * @search_path: (nullable): as hw_shadow_set_search_path()
 *
 * Finds target_metadata of the project's env.py, runs none of its migrations, and makes its tables
 * in a scratch database.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_USAGE (no Alembic), HW_ERROR_UNTRUSTED,
 * HW_ERROR_PYTHON, …
 */
HwSchema *hw_models_read (HwFleet *fleet, HwService *service, HwHistory *history, HwSchema *head,
                          guint major, HwDatabase *live, const char *const *search_path,
                          GCancellable *cancellable, GError **error);

/* (transfer full): @models, and of @head what models cannot say: views, functions, triggers … that
 * they do not have are no reason to drop them. */
HwSchema *hw_models_complete (HwSchema *models, HwSchema *head);

G_END_DECLS
