/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c: headway-desktop. */

#include <glib/gi18n.h>

#include "hw-application.h"
#include "hw-locale.h"
#include "hw-settings.h"

int
main (int argc, char **argv)
{
  g_autoptr (HwApplication) application = NULL;

  hw_locale_init ();
  if (!hw_settings_exist ())
    {
      g_printerr (_ ("headway-desktop: its settings (org.headwaydb.Headway.gschema.xml) are not "
                     "installed\n  → Install Headway, or start it with meson devenv.\n"));
      return 3;
    }
  application = hw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
