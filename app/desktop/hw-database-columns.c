/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-columns.c: the columns of the table of databases. */

#include "hw-database-columns.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "hw-row-factory.h"
#include "hw-text-line.h"
#include "hw-verdict-badge.h"

/* A column whose cells are a line of text that follows the last look at the item. */
typedef struct
{
  const char *title;
  const char *property; /* sorted by */
  char *(*dup_text) (HwDatabaseItem *item);
  guint min_chars, nat_chars; /* shown in any case, and where there is room; 0: as for a time */
  gboolean expands;
} Column;

static char *
dup_name (HwDatabaseItem *item)
{
  return g_strdup (hw_database_item_get_name (item));
}

static char *
dup_number (HwDatabaseItem *item, const char *property)
{
  int number;

  g_object_get (item, property, &number, NULL);
  return number < 0 ? g_strdup ("–") : g_strdup_printf ("%d", number);
}

static char *
dup_pending (HwDatabaseItem *item)
{
  return dup_number (item, "pending");
}

static char *
dup_differences (HwDatabaseItem *item)
{
  return dup_number (item, "differences");
}

static char *
dup_size (HwDatabaseItem *item)
{
  HwSizes *sizes = hw_database_item_get_sizes (item);

  return sizes != NULL ? g_format_size_full (hw_sizes_get_database (sizes), G_FORMAT_SIZE_IEC_UNITS)
                       : g_strdup ("–");
}

/* The minute, as the locale writes it: some name the half of the day. */
static char *
dup_time (GDateTime *time)
{
  const char *format = nl_langinfo (T_FMT);
  gboolean halves = strstr (format, "%p") != NULL || strstr (format, "%r") != NULL;

  return g_date_time_format (time, halves ? "%I:%M %p" : "%H:%M");
}

static guint
count_chars_of_time (GtkWidget *widget)
{
  static guint n = 0; /* a row wants to know it, and there are many */

  if (n == 0)
    {
      g_autoptr (GDateTime) late = g_date_time_new_utc (2000, 12, 20, 22, 58, 58);
      g_autofree char *text = dup_time (late);

      n = hw_text_line_count_chars (widget, text);
    }
  return n;
}

static char *
dup_checked (HwDatabaseItem *item)
{
  HwCheck *check = hw_database_item_get_check (item);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (check == NULL)
    return g_strdup ("–");
  utc = g_date_time_new_from_unix_utc (check->checked_at / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  return dup_time (local);
}

static const Column columns[] = {
  { N_ ("Service"), "name", dup_name, 8, 8, TRUE },
  { N_ ("Current"), "current", hw_database_item_dup_current, 12, 12, FALSE },
  { N_ ("Head"), "head", hw_database_item_dup_head, 12, 12, FALSE },
  { N_ ("Pending"), "pending", dup_pending, 4, 4, FALSE },
  { N_ ("Differences"), "differences", dup_differences, 4, 4, FALSE },
  { N_ ("Size"), "size", dup_size, 7, 7, FALSE },
  { N_ ("Checked"), "checked-at", dup_checked, 0, 0, FALSE },
};

static void
update_cell (HwDatabaseItem *item, GParamSpec *pspec, GtkInscription *cell)
{
  const Column *column = g_object_get_data (G_OBJECT (cell), "column");
  g_autofree char *text = column->dup_text (item);

  hw_text_line_set (cell, text);
}

/* Numbers too begin where the column's title does. */
static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, const Column *column)
{
  GtkInscription *cell = hw_text_line_new ();
  guint time = column->min_chars == 0 ? count_chars_of_time (GTK_WIDGET (cell)) : 0;

  hw_text_line_set_chars (cell, MAX (column->min_chars, time), MAX (column->nat_chars, time));
  gtk_widget_add_css_class (GTK_WIDGET (cell), "numeric");
  g_object_set_data (G_OBJECT (cell), "column", (gpointer) column);
  gtk_list_item_set_child (list_item, GTK_WIDGET (cell));
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, const Column *column)
{
  HwDatabaseItem *item = gtk_list_item_get_item (list_item);
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (list_item));

  g_signal_connect (item, "notify::check", G_CALLBACK (update_cell), cell);
  update_cell (item, NULL, cell);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, const Column *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), update_cell,
                                        gtk_list_item_get_child (list_item));
}

static GtkSorter *
new_sorter (const char *property, gboolean is_text)
{
  GtkExpression *expression = gtk_property_expression_new (HW_TYPE_DATABASE_ITEM, NULL, property);

  return is_text ? GTK_SORTER (gtk_string_sorter_new (expression))
                 : GTK_SORTER (gtk_numeric_sorter_new (expression));
}

static void
add_column (GtkColumnView *view, const char *title, GtkListItemFactory *factory, GtkSorter *sorter,
            gboolean expands)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_expand (column, expands);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
  g_object_unref (sorter);
}

static void
add_verdict (GtkColumnView *view)
{
  add_column (view, _ ("Verdict"),
              hw_row_factory_new (hw_verdict_badge_new_in_column, hw_verdict_badge_show),
              new_sorter ("verdict", FALSE), FALSE);
}

void
hw_database_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const Column *column = &columns[i];
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GParamSpec *pspec = NULL;
      g_autoptr (GTypeClass) class = g_type_class_ref (HW_TYPE_DATABASE_ITEM);

      pspec = g_object_class_find_property (G_OBJECT_CLASS (class), column->property);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), (gpointer) column);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) column);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), (gpointer) column);
      add_column (view, _ (column->title), factory,
                  new_sorter (column->property, pspec->value_type == G_TYPE_STRING),
                  column->expands);
      if (i == 0)
        add_verdict (view);
    }
}
