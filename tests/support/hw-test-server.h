/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-server.h: a real PostgreSQL server for tests, and fresh databases on it.
 *
 * Every function ends the test program when it fails. */

#pragma once

#include "hw-connection.h"

G_BEGIN_DECLS

/**
 * hw_test_server_get_conninfo:
 *
 * The server of HW_TEST_PGHOST, HW_TEST_PGPORT and HW_TEST_PGUSER when the runner of the tests
 * started one for all of them; else one for this program alone, started at the first call and gone,
 * with its files, when the program ends, however it ends.
 *
 * Returns: (transfer none): key words of a superuser, with dbname=postgres
 */
const char *hw_test_server_get_conninfo (void);

/* (transfer full): a fresh folder for hw_private_server_acquire(). When the program ends, however
 * it ends, every server below it is stopped and the folder removed. */
char *hw_test_server_folder_new (void);

/* A connection to @conninfo, without a password. (transfer full) */
HwConnection *hw_test_connect (const char *conninfo);

/* A database of its own for one test; dropped, with whoever is connected to it, when freed. */
typedef struct _HwTestDatabase HwTestDatabase;

HwTestDatabase *hw_test_database_new (void);
void hw_test_database_free (HwTestDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTestDatabase, hw_test_database_free)

const char *hw_test_database_get_name (HwTestDatabase *database);
const char *hw_test_database_get_conninfo (HwTestDatabase *database);
/* (transfer full) */
HwConnection *hw_test_database_connect (HwTestDatabase *database);

/* Runs one or several statements. */
void hw_test_execute (HwConnection *connection, const char *sql);
/* (transfer full) (nullable): the first value of the first row, NULL for SQL NULL and no rows. */
char *hw_test_query (HwConnection *connection, const char *sql);

G_END_DECLS
