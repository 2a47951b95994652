/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cli.h: what every command shares: the global options, the fleet, how to speak to the user. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-fleet.h"
#include "hw-json.h"
#include "hw-shadow.h"
#include "hw-terminal.h"

G_BEGIN_DECLS

/* Exit statuses, a promise to scripts. */
enum
{
  HW_EXIT_CLEAN = 0,     /* done and clean */
  HW_EXIT_ATTENTION = 1, /* looked, and something needs attention */
  HW_EXIT_USAGE = 2,     /* wrong usage, fleet file or history */
  HW_EXIT_FAILED = 3,    /* failed or unreachable */
  HW_EXIT_REFUSED = 4,   /* protected, untrusted, lock held */
  HW_EXIT_INTERRUPTED = 130,
};

typedef struct
{
  char *fleet_path;
  char *environment;
  gboolean json;
  char *jobs_text;
  gboolean no_color;
  gboolean yes;
  GStrv confirm;
  gboolean trust;

  guint jobs; /* after hw_cli_check_options(): what @jobs_text says; 0 for nothing */
  HwTerminal *terminal;
  GCancellable *cancellable; /* cancelled by Ctrl-C */
  HwFleet *fleet;            /* after hw_cli_load_fleet() */
  HwShadow *shadow;          /* after hw_cli_load_fleet() */
  GOptionEntry entries[9];   /* the global options, which fill the fields above */
} HwCli;

/* The global options; ended by an empty entry. They belong to @cli. */
const GOptionEntry *hw_cli_get_entries (HwCli *cli);

/* Loads the fleet of --fleet, or the nearest headway.fleet; does nothing when it is loaded. */
gboolean hw_cli_load_fleet (HwCli *cli, GError **error);

/* Loads the fleet and (transfer full) (element-type HwDatabase) picks the databases that @names
 * mean, at least one; all when no name is given. --environment narrows them. */
GPtrArray *hw_cli_select (HwCli *cli, const char *const *names, GError **error);

/* The one database that @name means. (transfer full). HW_ERROR_AMBIGUOUS when the service has
 * several and no environment was said. */
HwDatabase *hw_cli_select_one (HwCli *cli, const char *name, GError **error);

/* (transfer full): the history of a service; what is to be known of its files is said at the end.
 */
HwHistory *hw_cli_load_history (HwCli *cli, HwService *service, GError **error);

/* The service that "SERVICE" or "SERVICE@ENVIRONMENT" names, and (out) (optional) its history.
 * (transfer full) */
HwService *hw_cli_select_service (HwCli *cli, const char *name, HwHistory **history,
                                  GError **error);

/* The services that @names mean, all when there are none. (transfer full) (element-type HwService)
 */
GPtrArray *hw_cli_select_services (HwCli *cli, const char *const *names, GError **error);

/* Reads what was typed for --@option. FALSE with HW_ERROR_USAGE when it is no whole number, or less
 * than @minimum. */
gboolean hw_cli_read_number (const char *option, const char *text, guint minimum, guint *number,
                             GError **error);

/* Reads what GOption left as text. FALSE with HW_ERROR_USAGE when it cannot be. */
gboolean hw_cli_check_options (HwCli *cli, GError **error);

/* How many databases are worked on at once: --jobs, else Jobs= of the fleet file, else by the
 * processors. */
guint hw_cli_get_jobs (HwCli *cli);

/* Prints what @builder has built, as one line-broken object on standard output. */
void hw_cli_print_json (JsonBuilder *builder);
/* Members of what is being built: "service" and "environment"; "error": null or
 * {"code","message","hint"}. */
void hw_cli_add_database (JsonBuilder *builder, HwDatabase *database);
void hw_cli_add_error (HwCli *cli, JsonBuilder *builder, const GError *error);

/* TRUE to go on: --yes, or answered so on a terminal. HW_ERROR_REFUSED when nobody can be asked. */
gboolean hw_cli_confirm (HwCli *cli, const char *question, GError **error);
/* For each protected database among @databases: its name must be given by a --confirm or typed on a
 * terminal. HW_ERROR_REFUSED names all that were not. */
gboolean hw_cli_confirm_protected (HwCli *cli, GPtrArray *databases, GError **error);

/* The stable name of the error's kind, for JSON. */
const char *hw_cli_get_error_code (const GError *error);
int hw_cli_get_exit_status (const GError *error);
/* Says @error on standard error, or with --json as an object on standard output. */
void hw_cli_report_error (HwCli *cli, const GError *error);

/* (transfer full): @text as one word of a shell, quoted where it must be. */
char *hw_cli_dup_word (const char *text);

G_END_DECLS
