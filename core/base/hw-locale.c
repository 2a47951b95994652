/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-locale.c: the user's language. */

#include "hw-locale.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>

void
hw_locale_init (void)
{
  const char *folder = g_getenv ("HEADWAY_LOCALE_DIR");

  /* Letters and words alone: numbers and dates are written alike everywhere, where GTK does not
   * take the rest too; each part of a locale is a file to open. */
  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : HW_LOCALE_DIR);
  /* To ask for a character set, also the locale's own, opens the table of conversions. */
  if (!g_str_equal (nl_langinfo (CODESET), "UTF-8"))
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
