/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-project.h: a project of one service for tests: files in a fresh folder, and its shadow.
 */

#pragma once

#include "hw-error.h"
#include "hw-shadow.h"

G_BEGIN_DECLS

/* Sets up a home for this program in which caches, the private server and trust live, gone when it
 * ends. Call first. */
void hw_test_project_prepare (int *argc, char ***argv);

typedef struct
{
  char *folder;
  char *fleet_text; /* put before the service's group when it is opened */
  char *service_text;
  guint major;
  HwFleet *fleet; /* from here on NULL until it is opened */
  HwService *service;
  HwShadow *shadow;
} HwTestProject;

/* @alembic: revisions are Python files in migrations/versions, else SQL files in migrations. */
HwTestProject *hw_test_project_new (gboolean alembic);
void hw_test_project_free (HwTestProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTestProject, hw_test_project_free)

/* Writes a file of the project. */
void hw_test_project_write (HwTestProject *project, const char *name, const char *text);
void hw_test_project_remove (HwTestProject *project, const char *name);
/* Writes an Alembic revision; @down is "", or ids parted by commas. @up and @downgrade are lines of
 * Python without indent; a NULL @downgrade is `pass`. */
void hw_test_project_revise (HwTestProject *project, const char *id, const char *down,
                             const char *up, const char *downgrade);

/* Reads everything anew, as a new process would; @trusted as by `--trust`. */
void hw_test_project_open (HwTestProject *project, gboolean trusted);
/* Forgets the schemas that are kept on disk. */
void hw_test_project_empty_cache (void);

/* (transfer full): @version is ids parted by commas. NULL with an error. */
HwSchema *hw_test_project_get (HwTestProject *project, const char *version, GError **error);
/* The same, and it must not fail. */
HwSchema *hw_test_project_expect (HwTestProject *project, const char *version);
/* (transfer full) */
HwRecording *hw_test_project_record (HwTestProject *project, const char *revision, GError **error);

/* Whether @schema has an object of this kind ("table") and name. */
gboolean hw_test_schema_has (HwSchema *schema, const char *kind, const char *name);
/* That @error is an HwError of @code whose message and hint hold these words. */
void hw_test_assert_error (const GError *error, HwError code, const char *message,
                           const char *hint);

G_END_DECLS
