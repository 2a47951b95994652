/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cluster.h: one scratch database cluster on disk and its server process; for HwPrivateServer
 * only, which sees to it that one process at a time works on it. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HwCluster HwCluster;

/**
 * hw_cluster_new:
 * @folder: made when missing; holds one cluster for each major version
 * @major: 0 for the newest installed
 *
 * Returns: (transfer full): %NULL with HW_ERROR_NOT_FOUND or HW_ERROR_FAILED
 */
HwCluster *hw_cluster_new (const char *folder, guint major, GError **error);
void hw_cluster_free (HwCluster *cluster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCluster, hw_cluster_free)

/* Makes the cluster when there is none, and starts its server unless it answers already. */
gboolean hw_cluster_start (HwCluster *cluster, GCancellable *cancellable, GError **error);
void hw_cluster_stop (HwCluster *cluster);

/* Where the cluster's files are; belongs to the caller's user. */
const char *hw_cluster_get_folder (HwCluster *cluster);
const char *hw_cluster_get_conninfo (HwCluster *cluster);
guint hw_cluster_get_major (HwCluster *cluster);

G_END_DECLS
