/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service.c: one deployable with one migration history, and its databases. */

#include "hw-fleet-private.h"

static GType
hw_service_get_item_type (GListModel *model)
{
  return HW_TYPE_DATABASE;
}

static guint
hw_service_get_n_items (GListModel *model)
{
  return HW_SERVICE (model)->databases->len;
}

static gpointer
hw_service_get_item (GListModel *model, guint i)
{
  HwService *service = HW_SERVICE (model);

  return i < service->databases->len ? g_object_ref (g_ptr_array_index (service->databases, i))
                                     : NULL;
}

static void
hw_service_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = hw_service_get_item_type;
  interface->get_n_items = hw_service_get_n_items;
  interface->get_item = hw_service_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HwService, hw_service, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      hw_service_list_model_init))

static void
hw_service_finalize (GObject *object)
{
  HwService *service = HW_SERVICE (object);

  g_free (service->name);
  g_free (service->migrations);
  g_free (service->format);
  g_free (service->version_table);
  g_free (service->snapshots);
  g_free (service->python);
  g_free (service->runner);
  g_strfreev (service->after);
  g_strfreev (service->ignore);
  g_ptr_array_unref (service->databases);
  g_clear_pointer (&service->history, hw_history_unref);
  g_mutex_clear (&service->lock);
  G_OBJECT_CLASS (hw_service_parent_class)->finalize (object);
}

static void
hw_service_class_init (HwServiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = hw_service_finalize;
}

static void
hw_service_init (HwService *service)
{
  g_mutex_init (&service->lock);
  service->databases = g_ptr_array_new_with_free_func (g_object_unref);
}

const char *
hw_service_get_name (HwService *service)
{
  return service->name;
}

const char *
hw_service_get_migrations (HwService *service)
{
  return service->migrations;
}

const char *
hw_service_get_snapshots (HwService *service)
{
  return service->snapshots;
}

const char *const *
hw_service_get_after (HwService *service)
{
  return (const char *const *) service->after;
}

const char *
hw_service_get_python (HwService *service)
{
  return service->python;
}

const char *
hw_service_get_runner (HwService *service)
{
  return service->runner;
}

guint
hw_service_get_n_databases (HwService *service)
{
  return service->databases->len;
}

HwDatabase *
hw_service_get_database (HwService *service, guint i)
{
  return g_ptr_array_index (service->databases, i);
}

HwDatabase *
hw_service_find_database (HwService *service, const char *environment)
{
  for (guint i = 0; i < service->databases->len; i++)
    {
      HwDatabase *database = g_ptr_array_index (service->databases, i);

      if (g_str_equal (hw_database_get_environment (database), environment))
        return database;
    }
  return NULL;
}

HwHistory *
hw_service_load_history (HwService *service, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->lock);
  const HwHistoryOptions options = { service->migrations, service->format, service->version_table,
                                     service->name };

  /* A failure is not kept: the next call looks at the files again. */
  if (service->history == NULL)
    service->history = hw_history_load (&options, cancellable, error);
  return service->history == NULL ? NULL : hw_history_ref (service->history);
}

void
hw_service_forget_history (HwService *service)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&service->lock);

  g_clear_pointer (&service->history, hw_history_unref);
}
