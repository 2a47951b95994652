/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history-link.c: from revisions as their files declare them to an ordered graph. */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-error.h"
#include "hw-graph.h"
#include "hw-history-private.h"

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Files the ids. A file that is reached twice (folders that overlap, links) counts once. */
static gboolean
add_ids (HwHistory *history, GError **error)
{
  GPtrArray *revisions = history->revisions;
  guint i = 0;

  while (i < revisions->len)
    {
      const HwRevision *revision = revisions->pdata[i];
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (history->names, revision->id));
      const HwRevision *first = other == 0 ? NULL : revisions->pdata[other - 1];

      if (first == NULL)
        {
          g_hash_table_insert (history->names, revision->id, GUINT_TO_POINTER (++i));
        }
      else if (is_same_file (first->file, revision->file))
        {
          g_ptr_array_remove_index (revisions, i);
        }
      else
        {
          hw_set_error (error, HW_ERROR_HISTORY,
                        _ ("Give one of them an id of its own, or remove it."),
                        _ ("%s:%u: the revision id \"%s\" is taken by %s:%u"), revision->file,
                        revision->line, revision->id, first->file, first->line);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_labels (HwHistory *history, GError **error)
{
  for (guint i = 0; i < history->revisions->len; i++)
    {
      const HwRevision *revision = hw_history_get (history, i);

      for (guint l = 0; revision->labels[l] != NULL; l++)
        {
          guint other =
              GPOINTER_TO_UINT (g_hash_table_lookup (history->names, revision->labels[l]));

          if (other != 0)
            {
              hw_set_error (error, HW_ERROR_HISTORY, _ ("Write another branch label."),
                            _ ("%s: the branch label \"%s\" is taken by %s"), revision->file,
                            revision->labels[l], hw_history_get (history, other - 1)->file);
              return FALSE;
            }
          g_hash_table_insert (history->names, revision->labels[l], GUINT_TO_POINTER (i + 1));
          history->has_labels = TRUE;
        }
    }
  return TRUE;
}

/* The one revision whose id begins with @text; -1 for none or several. */
static int
find_prefix (HwHistory *history, const char *text)
{
  int found = -1;

  for (guint i = 0; i < history->revisions->len; i++)
    if (g_str_has_prefix (hw_history_get (history, i)->id, text))
      {
        if (found >= 0)
          return -1;
        found = (int) i;
      }
  return found;
}

/* Adds an edge for each of @parents (ids; with @loosely labels and partial ids too). */
static gboolean
add_edges (HwHistory *history, guint number, const char *const *parents, gboolean loosely,
           GArray *edges, GError **error)
{
  const HwRevision *revision = hw_history_get (history, number);
  const char *what = loosely ? "depends_on" : "down_revision";

  for (guint i = 0; parents[i] != NULL; i++)
    {
      int parent =
          loosely ? (int) GPOINTER_TO_UINT (g_hash_table_lookup (history->names, parents[i])) - 1
                  : hw_history_find_number (history, parents[i]);
      HwEdge edge;

      if (parent < 0 && loosely)
        parent = find_prefix (history, parents[i]);
      if (parent < 0 || (guint) parent == number)
        {
          hw_set_error (error, HW_ERROR_HISTORY,
                        parent < 0
                            ? _ ("Restore the missing file, or name a revision that is there.")
                            : _ ("Name the revision before it, or None."),
                        parent < 0 ? _ ("%s:%u: %s names \"%s\", which no file of %s has")
                                   : _ ("%s:%u: %s names \"%s\": itself"),
                        revision->file, revision->down_line, what, parents[i], history->folder);
          return FALSE;
        }
      edge.before = (guint) parent;
      edge.after = number;
      g_array_append_val (edges, edge);
    }
  return TRUE;
}

static void
report_circle (HwHistory *history, const GArray *circle, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const HwRevision *first =
      hw_history_get (history, g_array_index (circle, guint, circle->len - 1));

  for (guint i = 0; i < circle->len; i++)
    {
      const HwRevision *revision = hw_history_get (history, g_array_index (circle, guint, i));
      g_autofree char *name = g_path_get_basename (revision->file);

      g_string_append_printf (text, "%s (%s) → ", revision->id, name);
    }
  g_string_append (text, hw_history_get (history, g_array_index (circle, guint, 0))->id);
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Mend down_revision or depends_on in one of these files."),
                _ ("%s:%u: the revisions follow each other in a circle: %s"), first->file,
                first->down_line, text->str);
}

/* Sorts the revisions so that parents come first, and numbers them. @edges are renumbered. */
static gboolean
sort_revisions (HwHistory *history, GArray *down, GArray *all, GError **error)
{
  guint n = history->revisions->len;
  g_autofree guint *order = g_new (guint, n + 1);
  g_autofree guint *place = g_new (guint, n + 1);
  g_autoptr (GArray) circle = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  GArray *both[] = { down, all };

  if (!hw_graph_sort (n, (const HwEdge *) (void *) all->data, all->len, order, &circle))
    {
      report_circle (history, circle, error);
      return FALSE;
    }
  sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_revision_free);
  for (guint i = 0; i < n; i++)
    {
      HwRevision *revision = history->revisions->pdata[order[i]];

      place[order[i]] = i;
      revision->number = i;
      g_ptr_array_add (sorted, revision);
    }
  g_ptr_array_set_free_func (history->revisions, NULL);
  g_ptr_array_unref (history->revisions);
  history->revisions = g_steal_pointer (&sorted);
  for (guint b = 0; b < 2; b++)
    for (guint i = 0; i < both[b]->len; i++)
      {
        HwEdge *edge = &g_array_index (both[b], HwEdge, i);

        edge->before = place[edge->before];
        edge->after = place[edge->after];
      }
  return TRUE;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const HwEdge *x = a, *y = b;

  if (x->before != y->before)
    return x->before < y->before ? -1 : 1;
  return x->after < y->after ? -1 : x->after > y->after;
}

/* Groups sorted @edges, each once, by the end that they leave. */
static void
fill_links (HwLinks *links, guint n, const GArray *edges, gboolean reverse)
{
  g_autofree guint *fill = g_new0 (guint, n + 1);

  links->first = g_new0 (guint, n + 2);
  links->targets = g_new (guint, edges->len + 1);
  for (guint i = 0; i < edges->len; i++)
    {
      const HwEdge *edge = &g_array_index (edges, HwEdge, i);

      links->first[(reverse ? edge->after : edge->before) + 1]++;
    }
  for (guint i = 0; i < n; i++)
    links->first[i + 1] += links->first[i];
  for (guint i = 0; i < edges->len; i++)
    {
      const HwEdge *edge = &g_array_index (edges, HwEdge, i);
      guint from = reverse ? edge->after : edge->before;

      links->targets[links->first[from] + fill[from]++] = reverse ? edge->before : edge->after;
    }
}

static void
make_links (HwLinks *down, HwLinks *next, guint n, GArray *edges)
{
  guint n_kept = 0;

  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const HwEdge *edge = &g_array_index (edges, HwEdge, i);

      if (n_kept == 0 || compare_edges (edge, &g_array_index (edges, HwEdge, n_kept - 1)) != 0)
        g_array_index (edges, HwEdge, n_kept++) = *edge;
    }
  g_array_set_size (edges, n_kept);
  fill_links (down, n, edges, TRUE);
  fill_links (next, n, edges, FALSE);
}

gboolean
hw_history_link (HwHistory *history, GError **error)
{
  g_autoptr (GArray) down = g_array_new (FALSE, FALSE, sizeof (HwEdge));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (HwEdge));
  guint n;

  history->names = g_hash_table_new (g_str_hash, g_str_equal);
  if (!add_ids (history, error) || !add_labels (history, error))
    return FALSE;
  n = history->revisions->len;
  for (guint i = 0; i < n; i++)
    if (!add_edges (history, i, (const char *const *) hw_history_get (history, i)->down, FALSE,
                    down, error))
      return FALSE;
  g_array_append_vals (all, down->data, down->len);
  for (guint i = 0; i < n; i++)
    if (!add_edges (history, i, (const char *const *) hw_history_get (history, i)->depends_on, TRUE,
                    all, error))
      return FALSE;
  if (!sort_revisions (history, down, all, error))
    return FALSE;
  g_hash_table_remove_all (history->names);
  if (!add_ids (history, error) || !add_labels (history, error))
    return FALSE;
  make_links (&history->down, &history->next, n, down);
  make_links (&history->all_down, &history->all_next, n, all);
  return TRUE;
}
