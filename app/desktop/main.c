/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c: headway-desktop. */

#include <glib/gi18n.h>
#include <locale.h>

#include "hw-application.h"
#include "hw-settings.h"

int
main (int argc, char **argv)
{
  g_autoptr (HwApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!hw_settings_exist ())
    {
      g_printerr ("headway-desktop: its settings (org.headwaydb.Headway.gschema.xml) are not "
                  "installed\n  → Install Headway, or start it with meson devenv.\n");
      return 3;
    }
  application = hw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
