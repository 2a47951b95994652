/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-checking.c: looking at databases, as several commands begin. */

#include "hw-checking.h"

#include <glib/gi18n.h>

#include "hw-advice-output.h"
#include "hw-error.h"

GPtrArray *
hw_checking_look_at (HwCli *cli, GPtrArray *databases, GError **error)
{
  g_autoptr (HwProgress) progress = hw_progress_new (_ ("Looking"));
  GPtrArray *checks;

  hw_terminal_watch (cli->terminal, progress);
  checks = hw_check_databases (databases, cli->shadow, hw_cli_get_jobs (cli), progress,
                               cli->cancellable, error);
  hw_terminal_unwatch (cli->terminal);
  return checks;
}

GPtrArray *
hw_checking_look (HwCli *cli, const char *const *names, GError **error)
{
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, names, error);

  return databases == NULL ? NULL : hw_checking_look_at (cli, databases, error);
}

GPtrArray *
hw_checking_look_at_one (HwCli *cli, const char *name, GError **error)
{
  g_autoptr (HwDatabase) database = hw_cli_select_one (cli, name, error);
  g_autoptr (GPtrArray) databases = g_ptr_array_new ();

  if (database == NULL)
    return NULL;
  g_ptr_array_add (databases, database);
  return hw_checking_look_at (cli, databases, error);
}

int
hw_checking_get_exit_status (GPtrArray *checks)
{
  int status = HW_EXIT_CLEAN;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);

      if (check->verdict == HW_VERDICT_UNREACHABLE || check->verdict == HW_VERDICT_UNKNOWN)
        status = MAX (status, hw_cli_get_exit_status (check->error));
      else if (!hw_check_is_clean (check))
        status = MAX (status, HW_EXIT_ATTENTION);
    }
  return status;
}

static void
report_stale (HwCli *cli, const char *title, const HwStaleSnapshot *stale)
{
  guint n = hw_differences_get_n (stale->differences);
  g_autofree char *text =
      g_strdup_printf (_ ("Look at them, then take it anew with headway snapshot %s --replace, or "
                          "mend the revision."),
                       title);
  g_autofree char *advice = hw_advice_output_dup (cli, text);

  g_printerr (ngettext ("headway: %s is no longer what the history builds: %u difference\n",
                        "headway: %s is no longer what the history builds: %u differences\n", n),
              stale->path, n);
  g_printerr ("  → %s\n", advice);
}

int
hw_checking_verify_snapshots (HwCli *cli, GPtrArray *checks)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  int status = HW_EXIT_CLEAN;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);
      HwService *service = hw_database_get_service (check->database);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) stale = NULL;

      if (check->live == NULL || g_ptr_array_find (seen, service, NULL))
        continue;
      g_ptr_array_add (seen, service);
      stale = hw_shadow_verify_snapshots (cli->shadow, service, check->server_major,
                                          check->database, NULL, cli->cancellable, &error);
      if (stale == NULL)
        {
          hw_cli_report_error (cli, error);
          status = MAX (status, hw_cli_get_exit_status (error));
          continue;
        }
      for (guint s = 0; s < stale->len; s++)
        report_stale (cli, hw_database_get_title (check->database), g_ptr_array_index (stale, s));
      if (stale->len > 0)
        status = MAX (status, HW_EXIT_ATTENTION);
    }
  return status;
}
