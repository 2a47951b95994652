/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service.h: one deployable with one migration history, and its databases. */

#pragma once

#include "hw-database.h"
#include "hw-history.h"

G_BEGIN_DECLS

#define HW_TYPE_SERVICE (hw_service_get_type ())
/* A GListModel of HwDatabase, in file order. Good as long as its fleet is. */
G_DECLARE_FINAL_TYPE (HwService, hw_service, HW, SERVICE, GObject)

const char *hw_service_get_name (HwService *service);
const char *hw_service_get_migrations (HwService *service); /* absolute */
const char *hw_service_get_snapshots (HwService *service);  /* absolute folder; need not exist */
const char *const *hw_service_get_after (HwService *service);
/* (nullable): the interpreter; NULL for the default. */
const char *hw_service_get_python (HwService *service);
/* (nullable): a command to put in front of `alembic`, quoted as in a shell. */
const char *hw_service_get_runner (HwService *service);
guint hw_service_get_n_databases (HwService *service);
HwDatabase *hw_service_get_database (HwService *service, guint i);
/* (nullable) */
HwDatabase *hw_service_find_database (HwService *service, const char *environment);

/* (transfer full): its history, read on the first call and kept; thread-safe. */
HwHistory *hw_service_load_history (HwService *service, GCancellable *cancellable, GError **error);
/* The next call reads it again; thread-safe. */
void hw_service_forget_history (HwService *service);

G_END_DECLS
