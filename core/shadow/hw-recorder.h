/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-recorder.h: the Python program that runs Alembic revisions, and the two pipes to it.
 *
 * What it reads and answers is told at the top of data/recorder/headway_recorder.py. Its text is
 * built in and goes to the interpreter over the pipe. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-fleet.h"

G_BEGIN_DECLS

typedef struct _HwRecorder HwRecorder;

/* Adds the members that every request has: mode, where the project is, and "connection": the key
 * words of @conninfo, with @password (nullable) among them. The caller adds the others between
 * json_builder_begin_object() and json_builder_end_object(). */
gboolean hw_recorder_begin_request (JsonBuilder *builder, const char *mode, HwService *service,
                                    HwHistory *history, const char *conninfo, const char *password,
                                    GError **error);

/**
 * hw_recorder_start:
 * @request: an object, begun by hw_recorder_begin_request(); a password in it is seen by no one but
 * the program
 *
 * Starts the first of the service's interpreters that has what is needed, and waits until it is
 * connected. The fleet must be trusted (HW_ERROR_UNTRUSTED). The child's environment holds no
 * password.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_PYTHON, whose hint says what to install, or
 * HW_ERROR_UNREACHABLE when it cannot connect
 */
HwRecorder *hw_recorder_start (HwFleet *fleet, HwService *service, HwHistory *history,
                               JsonNode *request, GCancellable *cancellable, GError **error);
/* Closes its pipe (whatever runs is cancelled and rolled back) and waits until it is gone. */
void hw_recorder_free (HwRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRecorder, hw_recorder_free)

/* (transfer full): the next message; waits at most @seconds (0: without end). NULL with
 * HW_ERROR_PYTHON when the program ends or says nothing in time; the message quotes what it wrote
 * to standard error. */
JsonObject *hw_recorder_receive (HwRecorder *recorder, guint seconds, GCancellable *cancellable,
                                 GError **error);
/* Sends {"command": @command}. */
gboolean hw_recorder_send (HwRecorder *recorder, const char *command, GError **error);
gboolean hw_recorder_send_message (HwRecorder *recorder, JsonNode *message, GError **error);

/* SHA-256 of the recorder's own text: recordings of another one are not used. */
const char *hw_recorder_get_checksum (void);

G_END_DECLS
