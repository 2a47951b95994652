/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-window-plan.c: the window's actions that lead to a plan and to rolling back. */

#include "hw-window-plan.h"

#include "hw-plan-page.h"

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *window = HW_WINDOW (widget);
  g_autofree const char **titles = NULL;
  const char *goal, *revision;

  if (hw_window_get_session (window) == NULL)
    return;
  g_variant_get (parameter, "(^a&s&s&s)", &titles, &goal, &revision);
  hw_window_push_page (window, "plan");
  hw_plan_page_show (HW_PLAN_PAGE (hw_window_get_page (window, "plan")), titles, goal,
                     or_null (revision));
}

static void
roll_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *titles[] = { NULL, NULL };
  const char *revision;

  g_variant_get (parameter, "(&s&s)", &titles[0], &revision);
  gtk_widget_activate_action (widget, "win.plan", "(^asss)", titles, "downgrade", revision);
}

void
hw_window_plan_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.plan", "(asss)", plan_action);
  gtk_widget_class_install_action (widget_class, "win.roll-back", "(ss)", roll_back_action);
}
