/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pair-answers.c: says of one pair of schemas after another whether each becomes the other, for
 * test-random.py.
 *
 * pair-answers: a question on standard input is ">", "<" or "<>", which says of which direction
 * pg_dump is a judge too, the statements of one side, an empty one, those of the other, and an
 * empty one; each of these is closed by a zero byte. What the server refuses is left out. The
 * answer on standard output: "." or "x" for each statement that was taken or refused, a zero byte,
 * and either
 * "" or "same" (there is nothing to do) or what went wrong, and a zero byte.
 *
 * In the end both sides must become empty: so they are ready for the next pair. */

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-test-dump.h"
#include "hw-test-side.h"

/* So many use the same two databases: then their catalogs have grown. */
#define MOST_PAIRS 50

typedef struct
{
  HwTestSide *from;
  HwTestSide *to;
  guint n_pairs;
} Sides;

static void
sides_clear (Sides *sides)
{
  g_clear_pointer (&sides->from, hw_test_side_free);
  g_clear_pointer (&sides->to, hw_test_side_free);
}

/* (transfer full) (nullable): what comes before the next zero byte; NULL at the end of the input.
 */
static char *
read_text (GDataInputStream *input)
{
  g_autoptr (GError) error = NULL;
  char *text = g_data_input_stream_read_upto (input, "", 1, NULL, NULL, &error);

  g_assert_no_error (error);
  if (text != NULL)
    g_data_input_stream_read_byte (input, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* (transfer full) (nullable): the statements of one side; NULL at the end of the input. */
static GPtrArray *
read_statements (GDataInputStream *input)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  char *statement;

  while ((statement = read_text (input)) != NULL && statement[0] != '\0')
    g_ptr_array_add (statements, statement);
  if (statement == NULL)
    return NULL;
  g_free (statement);
  return g_steal_pointer (&statements);
}

static void
load (HwTestSide *side, GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    {
      gboolean taken =
          hw_connection_execute (side->connection, g_ptr_array_index (statements, i), NULL, NULL);

      putchar (taken ? '.' : 'x');
    }
}

/* What all the databases begin as. */
static HwSchema *
get_empty_schema (void)
{
  static HwSchema *empty;

  if (empty == NULL)
    {
      g_autoptr (HwTestSide) side = hw_test_side_new ();

      hw_test_side_look (side);
      empty = hw_schema_ref (side->schema);
    }
  return empty;
}

/* What is there already needs no script. */
static gboolean
become (HwTestSide *side, HwSchema *schema, const char *dump, GError **error)
{
  return g_str_equal (hw_schema_get_digest (side->schema), hw_schema_get_digest (schema)) ||
         hw_test_side_become (side, schema, dump, FALSE, error);
}

static gboolean
try (HwTestSide *from, HwTestSide *to, const char *judged, GError **error)
{
  g_autoptr (HwSchema) first = NULL;
  g_autofree char *first_dump = NULL, *second_dump = NULL;

  hw_test_side_look (from);
  hw_test_side_look (to);
  first = hw_schema_ref (from->schema);
  if (g_str_equal (hw_schema_get_digest (first), hw_schema_get_digest (to->schema)))
    fputs ("same", stdout);
  if (strchr (judged, '<') != NULL)
    first_dump = hw_test_dump (from->database);
  if (strchr (judged, '>') != NULL)
    second_dump = hw_test_dump (to->database);
  return become (from, to->schema, second_dump, error) && become (to, first, first_dump, error) &&
         become (from, get_empty_schema (), NULL, error) &&
         become (to, get_empty_schema (), NULL, error);
}

static void
answer (Sides *sides, const char *judged, GPtrArray *from, GPtrArray *to)
{
  g_autoptr (GError) error = NULL;

  if (sides->from == NULL)
    {
      sides->from = hw_test_side_new ();
      sides->to = hw_test_side_new ();
      sides->n_pairs = 0;
    }
  load (sides->from, from);
  load (sides->to, to);
  putchar ('\0');
  sides->n_pairs++;
  if (!try (sides->from, sides->to, judged, &error))
    fputs (error->message, stdout);
  putchar ('\0');
  fflush (stdout);
  if (error != NULL || sides->n_pairs == MOST_PAIRS)
    sides_clear (sides);
}

int
main (void)
{
  g_autoptr (GInputStream) bytes = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (bytes);
  Sides sides = { NULL, NULL, 0 };

  while (TRUE)
    {
      g_autofree char *judged = read_text (input);
      g_autoptr (GPtrArray) from = judged != NULL ? read_statements (input) : NULL;
      g_autoptr (GPtrArray) to = from != NULL ? read_statements (input) : NULL;

      if (to == NULL)
        break;
      answer (&sides, judged, from, to);
    }
  sides_clear (&sides);
  return 0;
}
