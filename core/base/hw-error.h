/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-error.h: the closed set of Headway's own errors, each with a remedy. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwError:
 * @HW_ERROR_USAGE: the command line or a value given by a person is wrong
 * @HW_ERROR_FLEET_FILE: the fleet file cannot be read or says something wrong
 * @HW_ERROR_HISTORY: a migration history is broken; the message names the file
 * @HW_ERROR_NOT_FOUND: a service, revision, database or file by that name does not exist
 * @HW_ERROR_AMBIGUOUS: a name or partial revision fits several things
 * @HW_ERROR_UNREACHABLE: a server or program does not answer
 * @HW_ERROR_CREDENTIALS: a password is missing, wrong, or the place that keeps it is locked
 * @HW_ERROR_UNTRUSTED: programs of this fleet may not run before `headway fleet trust`
 * @HW_ERROR_REFUSED: protected, or a decision that a person must take
 * @HW_ERROR_LOCKED: somebody else holds the lock
 * @HW_ERROR_NEEDS_SNAPSHOT: the history cannot be replayed from nothing
 * @HW_ERROR_NEEDS_ENVIRONMENT: a revision needs a module of the service's environment
 * @HW_ERROR_PYTHON: a Python program could not be started or failed
 * @HW_ERROR_UNPROVEN: after a step the live schema is not what it should be
 * @HW_ERROR_FAILED: anything else that went wrong while working
 */
typedef enum
{
  HW_ERROR_USAGE,
  HW_ERROR_FLEET_FILE,
  HW_ERROR_HISTORY,
  HW_ERROR_NOT_FOUND,
  HW_ERROR_AMBIGUOUS,
  HW_ERROR_UNREACHABLE,
  HW_ERROR_CREDENTIALS,
  HW_ERROR_UNTRUSTED,
  HW_ERROR_REFUSED,
  HW_ERROR_LOCKED,
  HW_ERROR_NEEDS_SNAPSHOT,
  HW_ERROR_NEEDS_ENVIRONMENT,
  HW_ERROR_PYTHON,
  HW_ERROR_UNPROVEN,
  HW_ERROR_FAILED,
} HwError;

#define HW_ERROR (hw_error_quark ())
GQuark hw_error_quark (void);

/**
 * hw_set_error:
 * @error: (nullable): where to put it
 * @hint: (nullable): what the user can do about it, one or two sentences
 * @format: what failed, where and why
 *
 * Sets an error of domain HW_ERROR that carries its remedy.
 */
void hw_set_error (GError **error, HwError code, const char *hint, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* The remedy of an HW_ERROR; NULL when it has none or is of another domain. */
const char *hw_error_get_hint (const GError *error);

/* (transfer none): the message of @error without the "TITLE: " that it may begin with, for where
 * @title, what it is about, was said before. */
const char *hw_error_skip_title (const GError *error, const char *title);

/* The stable lower-case name of an HwError ("fleet-file"), as JSON output shows it. */
const char *hw_error_code_to_string (HwError code);

G_END_DECLS
