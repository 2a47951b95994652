/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schemas.c: reads the schema of a database, or of two and compares them, with the core's own
 * functions and nothing else.
 *
 *     schemas CONNECTION   prints the seconds of connecting and reading
 *     schemas FROM TO      prints the processor seconds of comparing the two
 *
 * Comparing is all that `headway diff` does between reading and printing: it recognises renames,
 * writes the script without and with what destroys, and the text. */

#include <stdio.h>
#include <time.h>

#include "hw-catalog.h"
#include "hw-diff-output.h"
#include "hw-rename.h"

/* NULL, and the reason on standard error. */
static HwSchema *
read_schema (const char *conninfo)
{
  const HwConnectionOptions options = { .conninfo = conninfo };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwConnection) connection = hw_connection_open (&options, NULL, &error);
  HwSchema *schema = connection == NULL ? NULL : hw_catalog_read (connection, NULL, NULL, &error);

  if (schema == NULL)
    g_printerr ("%s\n", error->message);
  return schema;
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
  double begin = get_seconds (CLOCK_MONOTONIC);
  g_autoptr (HwSchema) from = argc > 1 ? read_schema (argv[1]) : NULL;
  double reading = get_seconds (CLOCK_MONOTONIC) - begin;
  g_autoptr (HwSchema) to = argc > 2 ? read_schema (argv[2]) : NULL;
  g_autofree char *script = NULL;

  if (from == NULL || (argc > 2 && to == NULL))
    return 1;
  if (to == NULL)
    {
      printf ("%.6f\n", reading);
      return 0;
    }
  begin = get_seconds (CLOCK_PROCESS_CPUTIME_ID);
  script = write_script (from, to);
  printf ("%.6f\n", get_seconds (CLOCK_PROCESS_CPUTIME_ID) - begin);
  return script == NULL;
}
