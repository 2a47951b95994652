/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-interpreter.h: which Python a service's revisions run in, and from which folder. */

#pragma once

#include "hw-service.h"

G_BEGIN_DECLS

/* (transfer full): the interpreters that may serve, best first: Python= of the service alone when
 * it is set; else .venv and venv of the project, then the one in the first line of the `alembic` on
 * PATH. Empty when there is none. */
GStrv hw_interpreter_dup_candidates (HwService *service, HwHistory *history);

/* (transfer full): the folder that `alembic` is run in: the one with alembic.ini, else that of the
 * migrations. @ini: (out) (optional) (transfer full) (nullable): the alembic.ini itself. */
char *hw_interpreter_dup_folder (HwService *service, char **ini);

/* (transfer full) (nullable): the interpreter that runs the script @program; NULL when its first
 * line names none. */
char *hw_interpreter_dup_of_script (const char *program);

G_END_DECLS
