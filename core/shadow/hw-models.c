/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-models.c: the schema that a service's models say: SQLAlchemy's create_all() in the shadow. */

#include "hw-models.h"

#include <glib/gi18n.h>

#include "hw-catalog.h"
#include "hw-error.h"
#include "hw-history.h"
#include "hw-json.h"
#include "hw-mend.h"
#include "hw-recorder.h"
#include "hw-trial.h"

/* Seconds to import the project and make its tables. */
#define SECONDS 300

/* Schemas and extensions, which models take for granted. */
static HwObject *
choose_ground (gpointer user_data, HwObject *from, HwObject *to)
{
  const char *kind = to != NULL ? hw_object_get_kind_name (to) : "";

  return g_str_equal (kind, "schema") || g_str_equal (kind, "extension") ? to : from;
}

static gboolean
lay_ground (HwScratch *scratch, HwSchema *head, GCancellable *cancellable, GError **error)
{
  const HwDdlOptions options = { .destroy = FALSE };
  g_autoptr (HwSchema) empty =
      hw_catalog_read (hw_scratch_get_connection (scratch), NULL, cancellable, error);
  g_autoptr (HwSchema) ground =
      empty == NULL ? NULL : hw_schema_mix (empty, head, choose_ground, NULL, NULL);
  g_autoptr (GPtrArray) statements =
      ground == NULL ? NULL : hw_ddl_write (empty, ground, &options, error);
  g_autoptr (HwSchema) laid =
      statements == NULL ? NULL : hw_trial_apply (scratch, statements, NULL, cancellable, error);

  return laid != NULL;
}

static gboolean
make_tables (HwRecorder *recorder, HwService *service, HwScratch *scratch,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) request = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (!hw_recorder_begin_request (builder, service, hw_scratch_get_conninfo (scratch),
                                  hw_scratch_get_password (scratch), error))
    return FALSE;
  json_builder_end_object (builder);
  request = json_builder_get_root (builder);
  if (!hw_recorder_connect (recorder, request, cancellable, error))
    return FALSE;
  answer = hw_recorder_receive (recorder, SECONDS, cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (g_strcmp0 (hw_json_get_string (answer, "event"), "models") == 0)
    return TRUE;
  hw_set_error (error, HW_ERROR_PYTHON,
                _ ("Headway loads env.py as Alembic does in offline mode, to find target_metadata, "
                   "and runs create_all() in a scratch database: give it the settings it needs."),
                _ ("The models of %s cannot be read: %s"), hw_service_get_name (service),
                hw_json_get_string (answer, "problem"));
  return FALSE;
}

HwSchema *
hw_models_read (HwFleet *fleet, HwService *service, HwHistory *history, HwSchema *head, guint major,
                HwDatabase *live, const char *const *search_path, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (HwRecorder) recorder = NULL;
  g_autoptr (HwScratchServer) server = NULL;
  g_autoptr (HwScratch) scratch = NULL;

  if (!hw_fleet_check_trust (fleet, error))
    return NULL;
  recorder = hw_recorder_start (fleet, service, history, "models");
  server = hw_scratch_server_open (fleet, major, live, cancellable, error);
  scratch = server == NULL ? NULL : hw_scratch_new (server, FALSE, cancellable, error);
  if (scratch == NULL || !lay_ground (scratch, head, cancellable, error) ||
      (search_path != NULL &&
       !hw_scratch_set_search_path (scratch, search_path, cancellable, error)) ||
      !make_tables (recorder, service, scratch, cancellable, error))
    return NULL;
  return hw_catalog_read (hw_scratch_get_connection (scratch), NULL, cancellable, error);
}

/* Whether models would have @object if it were wanted. */
static gboolean
can_be_modelled (const HwObject *object)
{
  static const char *const kinds[] = { "table", "column",      "primary-key", "unique", "check",
                                       "index", "foreign-key", "exclusion",   "enum",   NULL };
  const char *kind = hw_object_get_kind_name (object);
  const HwObject *owner = hw_object_get_owner (object);

  if (g_strv_contains (kinds, kind))
    return owner == NULL || can_be_modelled (owner);
  /* The sequence of a column, the comment on a table. */
  return owner != NULL && can_be_modelled (owner) &&
         (g_str_equal (kind, "sequence") || g_str_equal (kind, "comment"));
}

static HwObject *
choose_complete (gpointer user_data, HwObject *from, HwObject *to)
{
  return to == NULL && !can_be_modelled (from) ? from : to;
}

HwSchema *
hw_models_complete (HwSchema *models, HwSchema *head)
{
  return hw_schema_mix (head, models, choose_complete, NULL, NULL);
}
