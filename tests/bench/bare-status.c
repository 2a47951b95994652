/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare-status.c: the least that a look at many databases can cost: libpq and the queries alone.
 *
 *     bare-status JOBS QUERIES CONNINFO…
 *
 * QUERIES is a file of statements, each ended by a zero byte. Each database gets all of them in one
 * pipeline, one round trip; what it answers is thrown away. Prints the seconds that the answers
 * took, connecting apart, of all databases together. */

#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_QUERIES 200
#define MAX_JOBS 100

static const char *queries[MAX_QUERIES];
static int n_queries;
static char **databases;
static int n_databases;
static atomic_int next;
static atomic_llong nanoseconds;

static void
fail (const char *what, const char *why)
{
  fprintf (stderr, "bare-status: %s: %s\n", what, why);
  exit (1);
}

static void
read_queries (const char *path)
{
  static char text[1 << 20];
  FILE *file = fopen (path, "r");
  size_t length = file != NULL ? fread (text, 1, sizeof text - 1, file) : 0;

  if (length == 0)
    fail (path, "cannot be read");
  fclose (file);
  for (char *p = text; p < text + length && n_queries < MAX_QUERIES; p += strlen (p) + 1)
    queries[n_queries++] = p;
}

static long long
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void
look (const char *conninfo)
{
  PGconn *connection = PQconnectdb (conninfo);
  long long start = now ();

  if (PQstatus (connection) != CONNECTION_OK || !PQenterPipelineMode (connection))
    fail (conninfo, PQerrorMessage (connection));
  for (int i = 0; i < n_queries; i++)
    if (!PQsendQueryParams (connection, queries[i], 0, NULL, NULL, NULL, NULL, 0))
      fail (conninfo, PQerrorMessage (connection));
  if (!PQpipelineSync (connection))
    fail (conninfo, PQerrorMessage (connection));
  for (int i = 0; i < n_queries; i++)
    {
      PGresult *result = PQgetResult (connection);
      ExecStatusType status = PQresultStatus (result);

      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        fail (queries[i], PQresultErrorMessage (result));
      PQclear (result);
      PQclear (PQgetResult (connection)); /* the end of this query */
    }
  atomic_fetch_add (&nanoseconds, now () - start);
  PQfinish (connection);
}

static void *
work (void *unused)
{
  for (int i; (i = atomic_fetch_add (&next, 1)) < n_databases;)
    look (databases[i]);
  return unused;
}

int
main (int argc, char **argv)
{
  pthread_t threads[MAX_JOBS];
  int jobs = argc > 3 ? atoi (argv[1]) : 0;

  if (jobs < 1 || jobs > MAX_JOBS)
    fail ("usage", "bare-status JOBS QUERIES CONNINFO…");
  read_queries (argv[2]);
  databases = argv + 3;
  n_databases = argc - 3;
  jobs = jobs < n_databases ? jobs : n_databases;
  for (int i = 0; i < jobs; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      fail ("a thread", "cannot be started");
  for (int i = 0; i < jobs; i++)
    pthread_join (threads[i], NULL);
  printf ("%.6f\n", (double) nanoseconds / 1e9);
  return 0;
}
