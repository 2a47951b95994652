/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-session.c: one fleet that is open in the window: its databases, and the looks at them. */

#include "hw-session.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "hw-error.h"
#include "hw-parallel.h"
#include "hw-settings.h"

struct _HwSession
{
  GObject parent_instance;
  HwFleet *fleet;
  HwShadow *shadow;
  GListStore *items;
  GHashTable *by_title; /* the items, by their own titles */
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  char *environment;
  HwWork *work;
};

enum
{
  PROP_ENVIRONMENT = 1,
  PROP_WORK,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint checked_signal;

G_DEFINE_FINAL_TYPE (HwSession, hw_session, G_TYPE_OBJECT)

static void
hw_session_dispose (GObject *object)
{
  HwSession *self = HW_SESSION (object);

  hw_session_stop (self);
  g_clear_object (&self->work);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (hw_session_parent_class)->dispose (object);
}

static void
hw_session_finalize (GObject *object)
{
  HwSession *self = HW_SESSION (object);

  g_clear_pointer (&self->shadow, hw_shadow_free);
  g_clear_object (&self->fleet);
  g_free (self->environment);
  g_hash_table_unref (self->by_title);
  G_OBJECT_CLASS (hw_session_parent_class)->finalize (object);
}

static void
hw_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwSession *self = HW_SESSION (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_WORK:
      g_value_set_object (value, self->work);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENVIRONMENT)
    hw_session_set_environment (HW_SESSION (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_session_class_init (HwSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = hw_session_dispose;
  object_class->finalize = hw_session_finalize;
  object_class->get_property = hw_session_get_property;
  object_class->set_property = hw_session_set_property;
  properties[PROP_ENVIRONMENT] =
      g_param_spec_string ("environment", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WORK] = g_param_spec_object ("work", NULL, NULL, HW_TYPE_WORK,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  checked_signal = g_signal_new ("checked", HW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  HwSession *self = user_data;
  const char *environment = hw_database_item_get_environment (item);

  return environment == NULL || g_strcmp0 (environment, self->environment) == 0;
}

static void
hw_session_init (HwSession *self)
{
  self->items = g_list_store_new (HW_TYPE_DATABASE_ITEM);
  self->by_title = g_hash_table_new (g_str_hash, g_str_equal);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                           GTK_FILTER (self->filter));
}

static void
add_service (HwSession *self, GPtrArray *items, HwService *service)
{
  guint n = hw_service_get_n_databases (service);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, hw_database_item_new (service, hw_service_get_database (service, i)));
  if (n == 0)
    g_ptr_array_add (items, hw_database_item_new (service, NULL));
}

/* For this fleet as it is opened now; the next time it is opened they are asked again. */
static void
apply_preferences (HwFleet *fleet)
{
  GSettings *settings = hw_settings_get ();
  g_autofree char *shadow = g_settings_get_string (settings, "shadow");
  const HwFleetPreferences preferences = {
    .shadow = shadow[0] != '\0' ? shadow : NULL,
    .connect_timeout = g_settings_get_uint (settings, "connect-timeout"),
    .column_order = g_settings_get_boolean (settings, "compare-column-order"),
    .owners = g_settings_get_boolean (settings, "compare-owners"),
    .privileges = g_settings_get_boolean (settings, "compare-privileges"),
  };

  hw_fleet_set_preferences (fleet, &preferences);
}

HwSession *
hw_session_new (HwFleet *fleet)
{
  HwSession *self = g_object_new (HW_TYPE_SESSION, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->fleet = g_object_ref (fleet);
  apply_preferences (fleet);
  self->shadow = hw_shadow_new (fleet);
  self->environment = g_strdup (hw_fleet_get_environments (fleet)[0]);
  for (guint i = 0; i < hw_fleet_get_n_services (fleet); i++)
    add_service (self, items, hw_fleet_get_service (fleet, i));
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->by_title,
                         (gpointer) hw_database_item_get_title (g_ptr_array_index (items, i)),
                         g_ptr_array_index (items, i));
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  return self;
}

HwFleet *
hw_session_get_fleet (HwSession *self)
{
  return self->fleet;
}

HwShadow *
hw_session_get_shadow (HwSession *self)
{
  return self->shadow;
}

GListModel *
hw_session_get_items (HwSession *self)
{
  return G_LIST_MODEL (self->items);
}

GListModel *
hw_session_get_shown (HwSession *self)
{
  return G_LIST_MODEL (self->shown);
}

HwDatabaseItem *
hw_session_find (HwSession *self, const char *title)
{
  return g_hash_table_lookup (self->by_title, title);
}

HwDatabaseItem *
hw_session_find_in (HwSession *self, HwService *service, const char *environment)
{
  g_autofree char *title = g_strdup_printf ("%s@%s", hw_service_get_name (service), environment);

  return hw_session_find (self, title);
}

const char *
hw_session_get_environment (HwSession *self)
{
  return self->environment;
}

/* One round of looking, while it lasts. */
typedef struct
{
  HwSession *session; /* kept, for its shadow */
  GPtrArray *items;
  guint jobs;
  HwProgress **progresses;
  GCancellable *cancellable;
} Round;

static void
round_free (gpointer data)
{
  Round *round = data;

  for (guint i = 0; i < round->items->len; i++)
    hw_database_item_end_check (g_ptr_array_index (round->items, i), round);
  g_ptr_array_unref (round->items);
  g_free (round->progresses);
  g_object_unref (round->session);
  g_free (round);
}

/* A finished look on its way to the main thread. */
typedef struct
{
  const Round *round;
  HwDatabaseItem *item;
  HwCheck *check;
  HwSizes *sizes;
} Delivery;

static gboolean
deliver (gpointer data)
{
  Delivery *delivery = data;

  /* What follows it shows both news at once. */
  g_object_freeze_notify (G_OBJECT (delivery->item));
  if (hw_database_item_end_check (delivery->item, delivery->round) &&
      !hw_database_item_is_in_run (delivery->item))
    {
      hw_database_item_set_sizes (delivery->item, delivery->sizes);
      hw_database_item_set_check (delivery->item, delivery->check);
    }
  g_object_thaw_notify (G_OBJECT (delivery->item));
  return G_SOURCE_REMOVE;
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_object_unref (delivery->item);
  hw_check_unref (delivery->check);
  g_clear_pointer (&delivery->sizes, hw_sizes_unref);
  g_free (delivery);
}

/* (transfer full) (nullable): what cannot be asked is simply not shown. */
static HwSizes *
read_sizes (HwDatabase *database, GCancellable *cancellable)
{
  g_autoptr (HwConnection) connection = hw_database_connect (database, cancellable, NULL);

  return connection != NULL ? hw_sizes_read (connection, cancellable, NULL) : NULL;
}

static void
look_at_one (guint i, gpointer user_data)
{
  Round *round = user_data;
  HwDatabaseItem *item = g_ptr_array_index (round->items, i);
  HwDatabase *database = hw_database_item_get_database (item);
  g_autoptr (HwCheck) check = hw_check_database (database, hw_session_get_shadow (round->session),
                                                 round->progresses[i], round->cancellable, NULL);
  Delivery *delivery;

  if (check == NULL)
    return;
  delivery = g_new0 (Delivery, 1);
  delivery->round = round;
  delivery->item = g_object_ref (item);
  delivery->check = hw_check_ref (check);
  if (check->server_major > 0)
    delivery->sizes = read_sizes (database, round->cancellable);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, deliver, delivery, delivery_free);
}

static gpointer
look_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Round *round = data;

  round->cancellable = cancellable;
  for (guint i = 0; i < round->items->len; i++)
    round->progresses[i] = hw_progress_add (
        progress, hw_database_item_get_title (g_ptr_array_index (round->items, i)), 1);
  hw_parallel_run (round->items->len, round->jobs, look_at_one, round);
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

static void
round_ended (gpointer owner, gpointer result, const GError *error)
{
  HwSession *self = owner;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
  g_signal_emit (self, checked_signal, 0);
}

/* (transfer full): those of @items, or of all that are shown, that can be looked at now. */
static GPtrArray *
pick (HwSession *self, GPtrArray *items)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = items != NULL ? items->len : g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwDatabaseItem) item = items != NULL
                                            ? g_object_ref (g_ptr_array_index (items, i))
                                            : g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (hw_database_item_get_database (item) != NULL && !hw_database_item_is_in_run (item))
        g_ptr_array_add (picked, g_steal_pointer (&item));
    }
  return picked;
}

void
hw_session_check (HwSession *self, GPtrArray *items)
{
  Round *round;

  round = g_new0 (Round, 1);
  round->session = g_object_ref (self);
  round->items = pick (self, items);
  round->jobs = hw_session_get_jobs (self);
  round->progresses = g_new0 (HwProgress *, round->items->len + 1);
  for (guint i = 0; i < round->items->len; i++)
    {
      HwDatabaseItem *item = g_ptr_array_index (round->items, i);

      /* The checkout may be another by now. */
      hw_service_forget_history (hw_database_item_get_service (item));
      hw_database_item_begin_check (item, round);
    }
  hw_work_start (&self->work, _ ("Checking databases"), G_OBJECT (self), look_in_thread, round,
                 round_free, NULL, round_ended);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
}

/* Looks at the databases shown that were not looked at yet, and goes on with those at which it does
 * so now. */
static void
check_unseen (HwSession *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean any_unseen = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (HwDatabaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      gboolean checking = hw_database_item_is_checking (item);
      gboolean unseen = !checking && hw_database_item_get_check (item) == NULL &&
                        hw_database_item_get_database (item) != NULL && is_shown (item, self);

      any_unseen = any_unseen || unseen;
      if (checking || unseen)
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  if (any_unseen)
    hw_session_check (self, items);
}

void
hw_session_set_environment (HwSession *self, const char *environment)
{
  if (g_strcmp0 (self->environment, environment) == 0)
    return;
  g_free (self->environment);
  self->environment = g_strdup (environment);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
  check_unseen (self);
}

void
hw_session_stop (HwSession *self)
{
  if (self->work != NULL)
    hw_work_stop (self->work);
}

HwWork *
hw_session_get_work (HwSession *self)
{
  return self->work;
}

guint
hw_session_get_jobs (HwSession *self)
{
  guint wanted = g_settings_get_uint (hw_settings_get (), "jobs");
  guint of_fleet = hw_fleet_get_jobs (self->fleet);

  if (wanted > 0)
    return wanted;
  return of_fleet > 0 ? of_fleet : MAX (8, 2 * g_get_num_processors ());
}

/* The user's own limit, or else the fleet's. */
static guint
get_limit (const char *key, guint of_fleet)
{
  int wanted = g_settings_get_int (hw_settings_get (), key);

  return wanted >= 0 ? (guint) wanted : of_fleet;
}

HwRunOptions
hw_session_get_run_options (HwSession *self)
{
  return (HwRunOptions){
    .jobs = hw_session_get_jobs (self),
    .lock_wait = 10,
    .lock_timeout = get_limit ("lock-timeout", hw_fleet_get_lock_timeout (self->fleet)),
    .lock_retries = 5,
    .statement_timeout =
        get_limit ("statement-timeout", hw_fleet_get_statement_timeout (self->fleet)),
  };
}

GPtrArray *
hw_session_dup_checks (HwSession *self)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_check_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwDatabaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      HwCheck *check = hw_database_item_get_check (item);

      if (check != NULL)
        g_ptr_array_add (checks, hw_check_ref (check));
    }
  return checks;
}
