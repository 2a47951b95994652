/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-postgres-error.h: what a PostgreSQL server or the way to it said, with SQLSTATE and statement.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwPostgresError:
 * @HW_POSTGRES_ERROR_SERVER: the server refused a statement; SQLSTATE says why
 * @HW_POSTGRES_ERROR_CONNECT: no connection could be made
 * @HW_POSTGRES_ERROR_PASSWORD_MISSING: the server wants a password and none was given
 * @HW_POSTGRES_ERROR_PASSWORD_WRONG: the server refused the password (or user) that was given
 * @HW_POSTGRES_ERROR_LOST: the connection went away in the middle
 * @HW_POSTGRES_ERROR_TIMEOUT: the deadline passed
 */
typedef enum
{
  HW_POSTGRES_ERROR_SERVER,
  HW_POSTGRES_ERROR_CONNECT,
  HW_POSTGRES_ERROR_PASSWORD_MISSING,
  HW_POSTGRES_ERROR_PASSWORD_WRONG,
  HW_POSTGRES_ERROR_LOST,
  HW_POSTGRES_ERROR_TIMEOUT,
} HwPostgresError;

#define HW_POSTGRES_ERROR (hw_postgres_error_quark ())
GQuark hw_postgres_error_quark (void);

/* What is known beyond the message; every field may be NULL, position is 0 when unknown. */
typedef struct
{
  char *sqlstate;  /* five characters, "42703" */
  char *detail;    /* the server's DETAIL */
  char *hint;      /* the server's HINT, or what to check */
  char *context;   /* the server's CONTEXT */
  char *statement; /* the statement that was sent */
  guint position;  /* in characters from 1, in statement */
} HwPostgresErrorDetails;

/* (transfer none): the details of an error of domain HW_POSTGRES_ERROR, else NULL. */
const HwPostgresErrorDetails *hw_postgres_error_get_details (const GError *error);

/* (nullable) (transfer none): what to do about @error (nullable), of this domain or of HW_ERROR. */
const char *hw_postgres_error_get_hint (const GError *error);

/* Gives @error this hint, when it is of this domain and has none. */
void hw_postgres_error_suggest (GError *error, const char *hint);

/* (nullable) (transfer none): what the server says besides of @error (nullable): "Key (id)=(1) is
 * duplicated.". It may hold values of rows: it is for the user's eyes, and not for a log. */
const char *hw_postgres_error_get_detail (const GError *error);

/**
 * hw_postgres_set_error:
 * @error: (nullable): where to put it
 * @details: (nullable): copied; what is known beyond the message
 * @format: what failed, on which database and why; never with a password
 */
void hw_postgres_set_error (GError **error, HwPostgresError code,
                            const HwPostgresErrorDetails *details, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Whether @error came from the server with this SQLSTATE; a two-character class ("42") matches all
 * of it. */
gboolean hw_postgres_error_has_state (const GError *error, const char *sqlstate);
/* Whether with one of @sqlstates, which %NULL ends. */
gboolean hw_postgres_error_has_one_of (const GError *error, const char *const *sqlstates);

G_END_DECLS
