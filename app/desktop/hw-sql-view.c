/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-view.c: SQL to read and copy, coloured, light or dark as the window is. */

#include "hw-sql-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _HwSqlView
{
  GtkSourceView parent_instance;
};

enum
{
  PROP_SQL = 1,
};

G_DEFINE_FINAL_TYPE (HwSqlView, hw_sql_view, GTK_SOURCE_TYPE_VIEW)

static GtkSourceBuffer *
get_buffer (HwSqlView *self)
{
  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

static void
follow_style (HwSqlView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      get_buffer (self),
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita"));
}

static void
hw_sql_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SQL)
    hw_sql_view_set_sql (HW_SQL_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_sql_view_class_init (HwSqlViewClass *class)
{
  G_OBJECT_CLASS (class)->set_property = hw_sql_view_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (class), PROP_SQL,
      g_param_spec_string ("sql", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static gboolean
measure_again (gpointer self)
{
  gtk_widget_queue_resize (self);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 can measure a text before it has laid out a line of it, and then leaves it without any
 * height. */
static void
on_map (HwSqlView *self)
{
  g_idle_add_full (G_PRIORITY_LOW, measure_again, g_object_ref (self), g_object_unref);
}

static void
hw_sql_view_init (HwSqlView *self)
{
  GtkTextView *text = GTK_TEXT_VIEW (self);
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_source_buffer_set_language (get_buffer (self),
                                  gtk_source_language_manager_get_language (languages, "sql"));
  gtk_text_view_set_editable (text, FALSE);
  gtk_text_view_set_monospace (text, TRUE);
  gtk_text_view_set_wrap_mode (text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (text, 12);
  gtk_text_view_set_bottom_margin (text, 12);
  gtk_text_view_set_left_margin (text, 12);
  gtk_text_view_set_right_margin (text, 12);
  /* Tab leads on, as everywhere where nothing is typed. */
  gtk_text_view_set_accepts_tab (text, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sql");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("SQL"),
                                  -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  follow_style (self);
}

GtkWidget *
hw_sql_view_new (const char *sql)
{
  return g_object_new (HW_TYPE_SQL_VIEW, "sql", sql, NULL);
}

void
hw_sql_view_set_sql (HwSqlView *self, const char *sql)
{
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (get_buffer (self)), sql != NULL ? sql : "", -1);
}
