/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python.h: a small reader of Python: a module's docstring and its literal assignments. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HW_PYTHON_NONE,
  HW_PYTHON_STRING,
  HW_PYTHON_SEQUENCE, /* of strings: tuple, list or set */
  HW_PYTHON_COMPUTED, /* anything else: only running the module would tell */
} HwPythonKind;

/* What a module-level name was last assigned. */
typedef struct
{
  const char *name; /* in the text that was read, not closed by a NUL */
  gsize name_length;
  HwPythonKind kind;
  GPtrArray *strings; /* (nullable): one for a string, all for a sequence; NULL for the others */
  guint line;
  guint n_assignments;
  gboolean conditional; /* an assignment inside if, try, for or with had a say */
} HwPythonVariable;

typedef struct
{
  char *doc;         /* (nullable): the docstring as written */
  GArray *variables; /* (element-type HwPythonVariable), in order of first assignment */
} HwPythonModule;

/* Reads @text of @length bytes, followed by a NUL; it must outlive the module. Behind the first
 * function or class it is read only as long as one of @names (NULL-terminated) may still come. NULL
 * with HW_ERROR_HISTORY "FILE:LINE: …" where it cannot be Python: a string or bracket that never
 * ends. */
HwPythonModule *hw_python_module_new (const char *file, const char *text, gsize length,
                                      const char *const *names, GError **error);
void hw_python_module_free (HwPythonModule *module);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPythonModule, hw_python_module_free)

/* (nullable) */
const HwPythonVariable *hw_python_module_find (const HwPythonModule *module, const char *name);

/* Makes @text UTF-8 when it is not, by its coding line. FALSE with HW_ERROR_HISTORY "FILE:LINE: …".
 */
gboolean hw_python_decode (const char *file, GString *text, GError **error);

G_END_DECLS
