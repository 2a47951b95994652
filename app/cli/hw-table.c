/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table.c: rows of text in columns that fit the terminal. */

#include "hw-table.h"

#include <glib/gi18n.h>

typedef struct
{
  HwStyle style;
  char *text;
  gboolean spans; /* the whole row */
} HwCell;

struct _HwTable
{
  guint n_columns;
  GPtrArray *rows; /* (element-type GArray of HwCell); the first holds the titles */
};

#define GAP 2
#define NARROWEST 8

static void
cell_clear (gpointer data)
{
  g_free (((HwCell *) data)->text);
}

HwTable *
hw_table_new (const char *const *titles)
{
  HwTable *table = g_new0 (HwTable, 1);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  hw_table_begin_row (table);
  for (; titles[table->n_columns] != NULL; table->n_columns++)
    {
      const char *title = titles[table->n_columns];

      /* The translation of "" is the head of the catalogue. */
      hw_table_add (table, HW_STYLE_DIM, title[0] == '\0' ? title : _ (title));
    }
  return table;
}

void
hw_table_free (HwTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
hw_table_begin_row (HwTable *table)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (HwCell));

  g_array_set_clear_func (row, cell_clear);
  g_ptr_array_add (table->rows, row);
}

void
hw_table_add (HwTable *table, HwStyle style, const char *text)
{
  HwCell cell = { style, g_strdup (text != NULL ? text : ""), FALSE };

  /* A cell is one line. */
  g_strdelimit (cell.text, "\r\n\t", ' ');
  g_array_append_val (g_ptr_array_index (table->rows, table->rows->len - 1), cell);
}

void
hw_table_add_printf (HwTable *table, HwStyle style, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  hw_table_add (table, style, text);
}

void
hw_table_add_line (HwTable *table, HwStyle style, const char *text)
{
  HwCell *cell;

  hw_table_begin_row (table);
  hw_table_add (table, style, text);
  cell =
      &g_array_index ((GArray *) g_ptr_array_index (table->rows, table->rows->len - 1), HwCell, 0);
  cell->spans = TRUE;
}

static void
measure_columns (HwTable *table, guint *widths)
{
  for (guint r = 0; r < table->rows->len; r++)
    {
      GArray *row = g_ptr_array_index (table->rows, r);

      for (guint c = 0; c < row->len && !g_array_index (row, HwCell, c).spans; c++)
        widths[c] = MAX (widths[c], hw_terminal_measure (g_array_index (row, HwCell, c).text));
    }
}

/* Takes columns off the widest column until all fit into @available. */
static void
shrink_columns (guint *widths, guint n_columns, guint available)
{
  guint total = 0;

  for (guint c = 0; c < n_columns; c++)
    total += widths[c] + (c > 0 ? GAP : 0);
  while (total > available)
    {
      guint widest = 0;

      for (guint c = 1; c < n_columns; c++)
        if (widths[c] > widths[widest])
          widest = c;
      if (widths[widest] <= NARROWEST)
        return;
      widths[widest]--;
      total--;
    }
}

/* @text in exactly @width columns, or not padded when it is the @last of its row. */
static char *
fit (const char *text, guint width, gboolean last)
{
  g_autofree char *cut = hw_terminal_cut (text, width);

  if (last)
    return g_steal_pointer (&cut);
  return hw_terminal_pad (cut, width);
}

static void
print_row (GArray *row, const guint *widths, HwTerminal *terminal)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint last = row->len;

  while (last > 0 && g_array_index (row, HwCell, last - 1).text[0] == '\0')
    last--;
  for (guint c = 0; c < last; c++)
    {
      HwCell *cell = &g_array_index (row, HwCell, c);
      g_autofree char *text = fit (cell->text, widths[c], c + 1 == last);
      g_autofree char *painted = hw_terminal_paint (terminal, cell->style, text);

      g_string_append (line, painted);
      if (c + 1 < last)
        g_string_append_printf (line, "%*s", GAP, "");
    }
  g_print ("%s\n", line->str);
}

void
hw_table_print (HwTable *table, HwTerminal *terminal)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns + 1);

  measure_columns (table, widths);
  if (hw_terminal_get_width (terminal) > 0)
    shrink_columns (widths, table->n_columns, hw_terminal_get_width (terminal));
  for (guint r = 0; r < table->rows->len; r++)
    {
      GArray *row = g_ptr_array_index (table->rows, r);
      const HwCell *first = &g_array_index (row, HwCell, 0);

      if (first->spans)
        hw_terminal_print (terminal, first->style, "%*s%s", GAP, "", first->text);
      else
        print_row (row, widths, terminal);
    }
}
