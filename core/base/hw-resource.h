/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-resource.h: text files (SQL) that are built into the libraries. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer none): the text of the file at @path of @resource, NUL-terminated, for as long as the
 * program runs.
 * @resource is a compiled-in one; asking for a file it lacks is an error of the program. */
const char *hw_resource_get_text (GResource *resource, const char *path);

G_END_DECLS
