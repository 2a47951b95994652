/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-program.h: running the programs that a fleet file names, apart from us and never past our end.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * hw_program_spawn:
 * @argv: looked for in PATH
 * @folder: where it runs
 * @output: a descriptor for what it writes; closed on failure by nobody
 * @errors: one for what it complains of; may be the same
 * @pid: (out): to be waited for by the caller
 *
 * Starts a program in a process group of its own, so that Ctrl-C on the terminal is ours alone to
 * handle. The kernel ends it when the calling *thread* does (prctl(2), PR_SET_PDEATHSIG): call it
 * from the thread that waits for it. Its environment is ours without PGPASSWORD; its input is
 * empty.
 *
 * Returns: %FALSE with HW_ERROR_FAILED
 */
gboolean hw_program_spawn (const char *const *argv, const char *folder, int output, int errors,
                           GPid *pid, GError **error);

/* Runs @command (quoted as in a shell) to its end, at most @seconds, and returns the first line it
 * writes, in non-pageable memory: secret_password_free(). HW_ERROR_CREDENTIALS, which quotes its
 * last complaint, when it fails or writes nothing. */
char *hw_program_read_secret (const char *command, const char *folder, guint seconds,
                              GCancellable *cancellable, GError **error);

/* (transfer full): a copy of @length bytes, for secret_password_free(): in non-pageable memory
 * where libsecret is installed. */
char *hw_program_dup_secret (const char *text, gsize length);

G_END_DECLS
