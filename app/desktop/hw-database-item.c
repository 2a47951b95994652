/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-item.c: one database as the window shows it: where it is, and the last look at it. */

#include "hw-database-item.h"

#include <glib/gi18n.h>

struct _HwDatabaseItem
{
  GObject parent_instance;
  HwService *service;
  HwDatabase *database;
  HwCheck *check;
  HwSizes *sizes;
  gconstpointer round; /* the one that looks at it now */
  gboolean is_in_run;
};

enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_ENVIRONMENT,
  PROP_CHECKING,
  PROP_CHECK,
  PROP_VERDICT,
  PROP_CURRENT,
  PROP_HEAD,
  PROP_PENDING,
  PROP_DIFFERENCES,
  PROP_SIZE,
  PROP_CHECKED_AT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HwDatabaseItem, hw_database_item, G_TYPE_OBJECT)

static void
hw_database_item_finalize (GObject *object)
{
  HwDatabaseItem *self = HW_DATABASE_ITEM (object);

  g_clear_object (&self->service);
  g_clear_object (&self->database);
  g_clear_pointer (&self->check, hw_check_unref);
  g_clear_pointer (&self->sizes, hw_sizes_unref);
  G_OBJECT_CLASS (hw_database_item_parent_class)->finalize (object);
}

static void
hw_database_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwDatabaseItem *self = HW_DATABASE_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, hw_database_item_get_name (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, hw_database_item_get_title (self));
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, hw_database_item_get_environment (self));
      break;
    case PROP_CHECKING:
      g_value_set_boolean (value, self->round != NULL);
      break;
    case PROP_CHECK:
      g_value_set_pointer (value, self->check);
      break;
    case PROP_VERDICT:
      g_value_set_int (value, self->check != NULL ? (int) self->check->verdict : -1);
      break;
    case PROP_CURRENT:
      g_value_take_string (value, hw_database_item_dup_current (self));
      break;
    case PROP_HEAD:
      g_value_take_string (value, hw_database_item_dup_head (self));
      break;
    case PROP_PENDING:
      g_value_set_int (value, self->check != NULL && self->check->version != NULL
                                  ? (int) self->check->n_pending
                                  : -1);
      break;
    case PROP_DIFFERENCES:
      g_value_set_int (value, hw_database_item_get_differences (self));
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, self->sizes != NULL ? hw_sizes_get_database (self->sizes) : 0);
      break;
    case PROP_CHECKED_AT:
      g_value_set_int64 (value, self->check != NULL ? self->check->checked_at : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_database_item_class_init (HwDatabaseItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = hw_database_item_finalize;
  object_class->get_property = hw_database_item_get_property;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, NULL, flags);
  properties[PROP_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, flags);
  properties[PROP_CHECK] = g_param_spec_pointer ("check", NULL, NULL, flags);
  properties[PROP_VERDICT] =
      g_param_spec_int ("verdict", NULL, NULL, -1, HW_VERDICT_UNKNOWN, -1, flags);
  properties[PROP_CURRENT] = g_param_spec_string ("current", NULL, NULL, NULL, flags);
  properties[PROP_HEAD] = g_param_spec_string ("head", NULL, NULL, NULL, flags);
  properties[PROP_PENDING] = g_param_spec_int ("pending", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_DIFFERENCES] =
      g_param_spec_int ("differences", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_CHECKED_AT] =
      g_param_spec_int64 ("checked-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hw_database_item_init (HwDatabaseItem *self)
{
}

HwDatabaseItem *
hw_database_item_new (HwService *service, HwDatabase *database)
{
  HwDatabaseItem *self = g_object_new (HW_TYPE_DATABASE_ITEM, NULL);

  self->service = g_object_ref (service);
  g_set_object (&self->database, database);
  return self;
}

HwService *
hw_database_item_get_service (HwDatabaseItem *self)
{
  return self->service;
}

HwDatabase *
hw_database_item_get_database (HwDatabaseItem *self)
{
  return self->database;
}

const char *
hw_database_item_get_name (HwDatabaseItem *self)
{
  return hw_service_get_name (self->service);
}

const char *
hw_database_item_get_title (HwDatabaseItem *self)
{
  return self->database != NULL ? hw_database_get_title (self->database)
                                : hw_service_get_name (self->service);
}

const char *
hw_database_item_get_environment (HwDatabaseItem *self)
{
  return self->database != NULL ? hw_database_get_environment (self->database) : NULL;
}

HwCheck *
hw_database_item_get_check (HwDatabaseItem *self)
{
  return self->check;
}

void
hw_database_item_set_check (HwDatabaseItem *self, HwCheck *check)
{
  g_clear_pointer (&self->check, hw_check_unref);
  self->check = check != NULL ? hw_check_ref (check) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK]);
}

HwSizes *
hw_database_item_get_sizes (HwDatabaseItem *self)
{
  return self->sizes;
}

void
hw_database_item_set_sizes (HwDatabaseItem *self, HwSizes *sizes)
{
  g_clear_pointer (&self->sizes, hw_sizes_unref);
  self->sizes = sizes != NULL ? hw_sizes_ref (sizes) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

gboolean
hw_database_item_is_checking (HwDatabaseItem *self)
{
  return self->round != NULL;
}

void
hw_database_item_begin_check (HwDatabaseItem *self, gconstpointer round)
{
  self->round = round;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);
}

gboolean
hw_database_item_end_check (HwDatabaseItem *self, gconstpointer round)
{
  if (self->round != round)
    return FALSE;
  self->round = NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);
  return TRUE;
}

gboolean
hw_database_item_is_in_run (HwDatabaseItem *self)
{
  return self->is_in_run;
}

void
hw_database_item_set_in_run (HwDatabaseItem *self, gboolean is_in_run)
{
  self->is_in_run = is_in_run;
}

/* A version as people read it. */
static char *
dup_version (char **version)
{
  if (version == NULL)
    return g_strdup ("–");
  return hw_version_to_text ((const char *const *) version);
}

char *
hw_database_item_dup_current (HwDatabaseItem *self)
{
  return dup_version (
      self->check != NULL && self->check->version != NULL ? self->check->version->rows : NULL);
}

char *
hw_database_item_dup_head (HwDatabaseItem *self)
{
  return dup_version (self->check != NULL ? self->check->heads : NULL);
}

int
hw_database_item_get_differences (HwDatabaseItem *self)
{
  return self->check != NULL && self->check->drift != NULL
             ? (int) hw_differences_get_n (self->check->drift)
             : -1;
}
