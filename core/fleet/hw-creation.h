/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-creation.h: makes the role and the database that a connection names, where the server has
 * none. */

#pragma once

#include "hw-database.h"

G_BEGIN_DECLS

/* Who makes them: a role that may, on the server that the connection leads to. */
typedef struct
{
  const char *role;     /* (nullable): NULL: the connection's own */
  const char *password; /* (nullable): that of @role; NULL: libpq looks in its own places */
} HwCreator;

/* What the server of a database lacks. Immutable; belongs to one thread at a time. */
typedef struct
{
  HwDatabase *database;
  char *role; /* the connection's */
  char *name; /* of the database, there */
  gboolean lacks_role;
  gboolean lacks_database;
} HwCreation;

/* Whether @error (nullable), of connecting, may come from a role or database that is not there. */
gboolean hw_creation_may_help (const GError *error);

/**
 * hw_creation_find:
 *
 * Asks the server, and changes nothing.
 *
 * Returns: (transfer full): what it lacks, if anything; %NULL with HW_ERROR_REFUSED (it lacks
 * something that is not made here: the environment is protected, or @creator may not, and the hint
 * says what to do), or an error of connecting
 */
HwCreation *hw_creation_find (HwDatabase *database, const HwCreator *creator,
                              GCancellable *cancellable, GError **error);

/* The same of all @databases (element-type HwDatabase), up to the first error. (transfer full)
 * (element-type HwCreation) */
GPtrArray *hw_creation_find_all (GPtrArray *databases, const HwCreator *creator,
                                 GCancellable *cancellable, GError **error);

/* Whether anything is to be made. */
gboolean hw_creation_is_missing (const HwCreation *creation);

void hw_creation_free (HwCreation *creation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCreation, hw_creation_free)

/* (transfer full): the statements that hw_creation_run() sends, each closed by a semicolon and a
 * line end, with '…' where it sends what the server keeps of a password. */
char *hw_creation_dup_sql (const HwCreation *creation, gboolean with_password);

/* Makes what is missing. @password (nullable): what the new role gets; only its SCRAM verifier
 * leaves this program. What was made before a failure stays, and is found by the next try. */
gboolean hw_creation_run (const HwCreation *creation, const HwCreator *creator,
                          const char *password, GCancellable *cancellable, GError **error);

G_END_DECLS
