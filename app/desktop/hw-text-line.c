/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-text-line.c: a line of text in a row of a long list. */

#include "hw-text-line.h"

GtkInscription *
hw_text_line_new (void)
{
  GtkInscription *line = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (line, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  return line;
}

/* Whether the text runs against the window; most of it is ASCII in a window from left to right. */
static gboolean
runs_against (GtkWidget *widget, const char *text)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;

  if (!rtl && g_str_is_ascii (text))
    return FALSE;
  layout = gtk_widget_create_pango_layout (widget, text);
  return (pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL) != rtl;
}

void
hw_text_line_set (GtkInscription *line, const char *text)
{
  /* Pango swaps the sides of text that runs against its surroundings. */
  gtk_inscription_set_xalign (line, runs_against (GTK_WIDGET (line), text) ? 1 : 0);
  gtk_inscription_set_text (line, text);
}
