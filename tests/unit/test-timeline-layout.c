/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-timeline-layout.c: the drawn history: lanes that never overlap, lines to the right ones,
 * what is said of each revision. */

#include <string.h>

#include "hw-timeline-layout.h"
#include "test-folder.h"

static void
write_revision (Folder *folder, const char *id, const char *down, const char *more)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.py", id);
  g_autofree char *text = g_strdup_printf (
      "'''Step %s'''\nrevision = '%s'\ndown_revision = %s\n%s\n", id, id, down, more);

  write_file (folder, name, text);
}

static HwHistory *
load (Folder *folder)
{
  g_autofree char *path = g_build_filename (folder->path, "versions", NULL);
  HwHistoryOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  HwHistory *history = hw_history_load (&options, NULL, &error);

  g_assert_no_error (error);
  return history;
}

/* Each row: id, lane, state as a letter (unknown, pending, applied, current, ghost), and tags. */
static char *
dup_rows (HwTimelineLayout *layout)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < layout->nodes->len; row++)
    {
      const HwTimelineNode *node = hw_timeline_layout_get (layout, row);

      g_string_append_printf (text, "%s%s %u%c", row > 0 ? ", " : "", node->id, node->lane,
                              "upacg"[node->state]);
      for (guint i = 0; i < node->tags->len; i++)
        {
          const HwTimelineTag *tag = &g_array_index (node->tags, HwTimelineTag, i);
          const char *const kinds[] = { "here", "head", "guess", tag->text };

          g_string_append_printf (text, " %s", kinds[tag->kind]);
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_rows (HwHistory *history, const HwTimelinePosition *positions, guint n, const char *expected)
{
  g_autoptr (HwTimelineLayout) layout = hw_timeline_layout_new (history, positions, n);
  g_autofree char *rows = dup_rows (layout);

  g_assert_cmpstr (rows, ==, expected);
}

/* a ← b ← c */
static HwHistory *
make_line (Folder *folder)
{
  write_revision (folder, "a", "None", "");
  write_revision (folder, "b", "'a'", "");
  write_revision (folder, "c", "'b'", "");
  return load (folder);
}

static void
test_states (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = make_line (folder);
  const char *const at_b[] = { "b", NULL }, *const at_c[] = { "c", NULL };
  const char *const nowhere[] = { NULL }, *const gone[] = { "zz", NULL };
  const HwTimelinePosition behind[] = { { HW_TAG_HERE, NULL, at_b },
                                        { HW_TAG_OTHER, "production", at_c } };
  const HwTimelinePosition base[] = { { HW_TAG_HERE, NULL, nowhere } };
  const HwTimelinePosition lost[] = { { HW_TAG_HERE, NULL, gone },
                                      { HW_TAG_GUESS, NULL, at_b },
                                      { HW_TAG_OTHER, "staging", gone } };
  const HwTimelinePosition unknown[] = { { HW_TAG_HERE, NULL, NULL } };

  assert_rows (history, behind, 2, "c 0p production head, b 0c here, a 0a, base 0a");
  assert_rows (history, base, 1, "c 0p head, b 0p, a 0p, base 0c here");
  assert_rows (history, lost, 3, "zz 0g here staging, c 0u head, b 0u guess, a 0u, base 0u");
  assert_rows (history, unknown, 1, "c 0u head, b 0u, a 0u, base 0u");
  assert_rows (history, NULL, 0, "c 0u head, b 0u, a 0u, base 0u");
}

static void
test_find (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = make_line (folder);
  const char *const gone[] = { "yy", "zz", NULL };
  const HwTimelinePosition lost[] = { { HW_TAG_HERE, NULL, gone } };
  g_autoptr (HwTimelineLayout) layout = hw_timeline_layout_new (history, lost, 1);

  g_assert_cmpint (hw_timeline_layout_find (layout, "yy"), ==, 0);
  g_assert_cmpint (hw_timeline_layout_find (layout, "zz"), ==, 1);
  g_assert_cmpint (hw_timeline_layout_find (layout, "c"), ==, 2);
  g_assert_cmpint (hw_timeline_layout_find (layout, "base"), ==, 5);
  g_assert_cmpint (hw_timeline_layout_find (layout, "d"), ==, -1);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Each line as "upper lower" or "upper(lower)" for one that only depends, sorted. */
static char *
dup_edges (HwTimelineLayout *layout)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < layout->edges->len; i++)
    {
      const HwTimelineEdge *edge = &g_array_index (layout->edges, HwTimelineEdge, i);

      g_ptr_array_add (texts, g_strdup_printf (edge->depends_on ? "%s(%s)" : "%s-%s",
                                               hw_timeline_layout_get (layout, edge->upper)->id,
                                               hw_timeline_layout_get (layout, edge->lower)->id));
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

static void
test_merge (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwTimelineLayout) layout = NULL;
  g_autofree char *edges = NULL;

  write_revision (folder, "a", "None", "");
  write_revision (folder, "b", "'a'", "");
  write_revision (folder, "c", "'a'", "");
  write_revision (folder, "d", "('b', 'c')", "");
  write_revision (folder, "x", "None", "depends_on = 'b'");
  history = load (folder);
  layout = hw_timeline_layout_new (history, NULL, 0);
  edges = dup_edges (layout);

  g_assert_cmpstr (edges, ==, "a-base b-a c-a d-b d-c x(b) x-base");
  g_assert_cmpuint (layout->n_lanes, >=, 2);
}

/* Some history of @n revisions with branches, merges and dependencies; the same each time. */
static HwHistory *
make_tangle (Folder *folder, guint n)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%03u", i);
      g_autofree char *down = g_strdup ("None");
      g_autofree char *depends_on = g_strdup ("");
      guint first = i > 0 ? i - 1 - (guint) g_rand_int_range (dice, 0, (gint) MIN (i, 4)) : 0;
      guint second = i > 0 ? (guint) g_rand_int_range (dice, 0, (gint) i) : 0;
      guint kind = (guint) g_rand_int_range (dice, 0, 10);

      if (i > 0 && kind > 0)
        {
          g_free (down);
          down = kind < 3 && first != second ? g_strdup_printf ("('r%03u', 'r%03u')", first, second)
                                             : g_strdup_printf ("'r%03u'", first);
        }
      if (i > 0 && kind == 9 && first != second)
        {
          g_free (depends_on);
          depends_on = g_strdup_printf ("depends_on = 'r%03u'", second);
        }
      write_revision (folder, id, down, depends_on);
    }
  return load (folder);
}

/* No revision stands in a line that passes, and two lines share a lane only on the way to the same
 * revision. */
static void
assert_apart (HwTimelineLayout *layout, const HwTimelineEdge *edge)
{
  for (guint row = edge->upper + 1; row < edge->lower; row++)
    g_assert_cmpuint (hw_timeline_layout_get (layout, row)->lane, !=, edge->lane);
  for (guint i = 0; i < layout->edges->len; i++)
    {
      const HwTimelineEdge *other = &g_array_index (layout->edges, HwTimelineEdge, i);

      if (other->lane != edge->lane || other->upper >= edge->lower || edge->upper >= other->lower)
        continue;
      g_assert_cmpuint (other->lower, ==, edge->lower);
      g_assert_cmpint (other->depends_on, ==, edge->depends_on);
    }
}

typedef struct
{
  HwTimelineLayout *layout;
  GHashTable *seen;
} Visit;

static void
note_edge (const HwTimelineEdge *edge, gpointer data)
{
  g_assert_true (g_hash_table_add (((Visit *) data)->seen, (gpointer) edge));
}

/* What is found for a part of the rows is exactly what lies there. */
static void
assert_found (HwTimelineLayout *layout, guint first, guint last)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Visit visit = { layout, seen };

  hw_timeline_layout_foreach_edge (layout, first, last, note_edge, &visit);
  for (guint i = 0; i < layout->edges->len; i++)
    {
      const HwTimelineEdge *edge = &g_array_index (layout->edges, HwTimelineEdge, i);

      g_assert_cmpint (g_hash_table_contains (seen, edge), ==,
                       edge->upper < last && edge->lower > first);
    }
}

static void
test_tangle (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = make_tangle (folder, 300);
  g_autoptr (HwTimelineLayout) layout = hw_timeline_layout_new (history, NULL, 0);
  g_autoptr (HwTimelineLayout) again = hw_timeline_layout_new (history, NULL, 0);
  g_autofree char *rows = dup_rows (layout), *rows_again = dup_rows (again);
  guint n_edges = 0;

  for (guint number = 0; number < hw_history_get_n (history); number++)
    {
      guint n_parents, n_followed;

      hw_history_get_parents (history, number, &n_parents);
      hw_history_get_followed (history, number, &n_followed);
      n_edges += n_parents + (n_followed == 0);
    }
  g_assert_cmpuint (layout->edges->len, ==, n_edges);
  for (guint i = 0; i < layout->edges->len; i++)
    {
      const HwTimelineEdge *edge = &g_array_index (layout->edges, HwTimelineEdge, i);

      g_assert_cmpuint (edge->upper, <, edge->lower);
      g_assert_cmpuint (edge->lane, <, layout->n_lanes);
      assert_apart (layout, edge);
    }
  for (guint first = 0; first < 280; first += 7)
    assert_found (layout, first, first + 20);
  g_assert_cmpstr (rows, ==, rows_again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Folder, NULL, set_up, func, tear_down)
  ADD ("/timeline-layout/states", test_states);
  ADD ("/timeline-layout/find", test_find);
  ADD ("/timeline-layout/merge", test_merge);
  ADD ("/timeline-layout/tangle", test_tangle);
  return g_test_run ();
}
