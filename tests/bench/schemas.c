/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schemas.c: reads the schema of a database, and compares it with what some statements make of it,
 * with the core's own functions and nothing else.
 *
 *     schemas CONNECTION           prints the seconds of connecting and reading
 *     schemas CONNECTION EDITS     prints the processor seconds of comparing
 *
 * The statements of the file EDITS are rolled back. Comparing is all that `headway diff` does
 * between reading and printing: it recognises renames, writes the script without and with what
 * destroys, and the text. */

#include <stdio.h>
#include <time.h>

#include "hw-catalog.h"
#include "hw-diff-output.h"
#include "hw-rename.h"

/* (nullable) */
static HwSchema *
read_edited (HwConnection *connection, const char *path, GError **error)
{
  g_autofree char *edits = NULL;

  if (!g_file_get_contents (path, &edits, NULL, error) ||
      !hw_connection_execute (connection, "BEGIN", NULL, error) ||
      !hw_connection_execute (connection, edits, NULL, error))
    return NULL;
  return hw_catalog_read (connection, NULL, NULL, error);
}

static double
get_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* (transfer full) (nullable) */
static char *
write_script (HwSchema *from, HwSchema *to)
{
  const HwDdlOptions some = { .destroy = FALSE }, all = { .destroy = TRUE };
  g_autoptr (GPtrArray) renames = hw_rename_recognise (from, to, NULL);
  g_autoptr (GPtrArray) statements = hw_ddl_write (from, to, &some, NULL);
  g_autoptr (GPtrArray) whole = hw_ddl_write (from, to, &all, NULL);
  g_autoptr (GPtrArray) left_out = NULL;

  if (statements == NULL || whole == NULL)
    return NULL;
  left_out = hw_diff_dup_left_out (whole, statements);
  return hw_diff_to_text (&(HwDiff){ statements, left_out, renames, FALSE });
}

int
main (int argc, char **argv)
{
  const HwConnectionOptions options = { .conninfo = argc > 1 ? argv[1] : "" };
  g_autoptr (GError) error = NULL;
  double begin = get_seconds (CLOCK_MONOTONIC), seconds;
  g_autoptr (HwConnection) connection = hw_connection_open (&options, NULL, &error);
  g_autoptr (HwSchema) from = NULL;
  g_autoptr (HwSchema) to = NULL;
  g_autofree char *script = NULL;

  if (connection != NULL)
    from = hw_catalog_read (connection, NULL, NULL, &error);
  seconds = get_seconds (CLOCK_MONOTONIC) - begin;
  if (from != NULL && argc > 2)
    to = read_edited (connection, argv[2], &error);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (to != NULL)
    {
      begin = get_seconds (CLOCK_PROCESS_CPUTIME_ID);
      script = write_script (from, to);
      seconds = get_seconds (CLOCK_PROCESS_CPUTIME_ID) - begin;
    }
  printf ("%.6f\n", seconds);
  return to != NULL && script == NULL;
}
