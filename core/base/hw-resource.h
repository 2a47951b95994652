/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-resource.h: text files (SQL) that are built into the libraries. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The getter that glib-compile-resources makes. */
typedef GResource *(*HwResourceFunc) (void);

/* (transfer none): the text of the file at @path of a compiled-in resource, NUL-terminated, for as
 * long as the program runs. From any thread. A file it lacks is an error of the program. */
const char *hw_resource_get_text (HwResourceFunc get_resource, const char *path);

G_END_DECLS
