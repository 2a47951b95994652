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

/**
 * hw_recorder_start:
 * @mode: "record", "apply" or "models"
 *
 * Starts the first of the service's interpreters, behind its runner if it has one, and does not
 * wait until it is ready: to load Alembic takes it longer than most revisions do. What fails is
 * told by hw_recorder_connect(). The child's environment holds no password.
 *
 * Returns: (transfer full)
 */
HwRecorder *hw_recorder_start (HwFleet *fleet, HwService *service, HwHistory *history,
                               const char *mode);

/* Adds the member that every request has, "connection": the key words of @conninfo, with @password
 * (nullable) among them. The caller adds the others and json_builder_end_object(). */
gboolean hw_recorder_begin_request (JsonBuilder *builder, HwService *service, const char *conninfo,
                                    const char *password, GError **error);

/* Adds the members that say which revision is meant: its id and file, and its text for a runner,
 * who leads to where the file may not be. */
void hw_recorder_add_revision (JsonBuilder *builder, HwService *service, const char *id,
                               const char *file);

/**
 * hw_recorder_connect:
 * @request: an object, begun by hw_recorder_begin_request(); a password in it is seen by no one but
 * the program
 *
 * Waits until the program is connected; where it lacks what is needed, the next of the service's
 * interpreters is tried. Once only.
 *
 * Returns: %FALSE with HW_ERROR_UNTRUSTED when the fleet is not, HW_ERROR_PYTHON, whose hint says
 * what to install, or HW_ERROR_UNREACHABLE when it cannot connect
 */
gboolean hw_recorder_connect (HwRecorder *recorder, JsonNode *request, GCancellable *cancellable,
                              GError **error);
gboolean hw_recorder_is_connected (HwRecorder *recorder);

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
