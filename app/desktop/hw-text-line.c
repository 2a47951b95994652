/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-text-line.c: a line of text in a row of a long list. */

#include "hw-text-line.h"

GtkInscription *
hw_text_line_new (void)
{
  /* Without any text, GTK 4.8 complains when a screen reader asks for it. */
  GtkInscription *line = GTK_INSCRIPTION (gtk_inscription_new (""));

  gtk_inscription_set_text_overflow (line, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  return line;
}

/* Whether a text has a direction: digits and signs run as what is around them. */
static gboolean
has_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Whether the text runs against the window. Pango is asked only where it must be: in long lists
 * most of it is ASCII. */
static gboolean
runs_against (GtkWidget *widget, const char *text)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;

  if (!has_letter (text))
    return FALSE;
  if (g_str_is_ascii (text))
    return rtl;
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

void
hw_text_line_set_chars (GtkInscription *line, guint least, guint wanted)
{
  gtk_inscription_set_min_chars (line, least);
  gtk_inscription_set_nat_chars (line, wanted);
}

guint
hw_text_line_count_chars (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int one = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                 pango_font_metrics_get_approximate_digit_width (metrics));
  int all;

  pango_font_metrics_unref (metrics);
  pango_layout_get_size (layout, &all, NULL);
  return (guint) ((all + one - 1) / MAX (one, 1));
}
