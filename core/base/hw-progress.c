/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-progress.c: how far a piece of work has come; a worker writes it, a front end reads it. */

#include "hw-progress.h"

/* What the whole tree shares: its lock and its count of changes. */
typedef struct
{
  GMutex lock;
  guint serial;
} HwProgressTree;

struct _HwProgress
{
  gatomicrefcount references;
  HwProgressTree *tree;
  char *title;
  char *text;
  double fraction;
  guint weight;
  GPtrArray *children;
};

static void
tree_clear (gpointer data)
{
  g_mutex_clear (&((HwProgressTree *) data)->lock);
}

/* Takes over @tree. */
static HwProgress *
progress_new (HwProgressTree *tree, const char *title, guint weight)
{
  HwProgress *progress = g_new0 (HwProgress, 1);

  g_atomic_ref_count_init (&progress->references);
  progress->tree = tree;
  progress->title = g_strdup (title);
  progress->weight = MAX (weight, 1);
  progress->children = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_progress_unref);
  return progress;
}

HwProgress *
hw_progress_new (const char *title)
{
  HwProgressTree *tree = g_atomic_rc_box_new0 (HwProgressTree);

  g_mutex_init (&tree->lock);
  return progress_new (tree, title, 1);
}

HwProgress *
hw_progress_ref (HwProgress *progress)
{
  g_atomic_ref_count_inc (&progress->references);
  return progress;
}

void
hw_progress_unref (HwProgress *progress)
{
  if (!g_atomic_ref_count_dec (&progress->references))
    return;
  g_ptr_array_unref (progress->children);
  g_free (progress->title);
  g_free (progress->text);
  g_atomic_rc_box_release_full (progress->tree, tree_clear);
  g_free (progress);
}

HwProgress *
hw_progress_add (HwProgress *progress, const char *title, guint weight)
{
  HwProgress *child;

  if (progress == NULL)
    return NULL;
  child = progress_new (g_atomic_rc_box_acquire (progress->tree), title, weight);
  g_mutex_lock (&progress->tree->lock);
  g_ptr_array_add (progress->children, child);
  progress->tree->serial++;
  g_mutex_unlock (&progress->tree->lock);
  return child;
}

void
hw_progress_set_text (HwProgress *progress, const char *format, ...)
{
  va_list arguments;

  if (progress == NULL)
    return;
  g_mutex_lock (&progress->tree->lock);
  g_free (progress->text);
  va_start (arguments, format);
  progress->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  progress->tree->serial++;
  g_mutex_unlock (&progress->tree->lock);
}

void
hw_progress_set_fraction (HwProgress *progress, double fraction)
{
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->tree->lock);
  progress->fraction = CLAMP (fraction, 0.0, 1.0);
  progress->tree->serial++;
  g_mutex_unlock (&progress->tree->lock);
}

static void
finish_unlocked (HwProgress *progress)
{
  progress->fraction = 1.0;
  for (guint i = 0; i < progress->children->len; i++)
    finish_unlocked (g_ptr_array_index (progress->children, i));
}

void
hw_progress_finish (HwProgress *progress)
{
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->tree->lock);
  finish_unlocked (progress);
  progress->tree->serial++;
  g_mutex_unlock (&progress->tree->lock);
}

const char *
hw_progress_get_title (HwProgress *progress)
{
  return progress->title;
}

static double
fraction_unlocked (HwProgress *progress)
{
  double done = 0.0, all = 0.0;

  if (progress->children->len == 0)
    return progress->fraction;
  for (guint i = 0; i < progress->children->len; i++)
    {
      HwProgress *child = g_ptr_array_index (progress->children, i);

      done += child->weight * fraction_unlocked (child);
      all += child->weight;
    }
  return done / all;
}

static const char *
text_unlocked (HwProgress *progress)
{
  if (progress->text != NULL)
    return progress->text;
  for (guint i = 0; i < progress->children->len; i++)
    {
      HwProgress *child = g_ptr_array_index (progress->children, i);
      const char *text = fraction_unlocked (child) < 1.0 ? text_unlocked (child) : NULL;

      if (text != NULL)
        return text;
    }
  return NULL;
}

char *
hw_progress_dup_text (HwProgress *progress)
{
  char *text;

  g_mutex_lock (&progress->tree->lock);
  text = g_strdup (text_unlocked (progress));
  g_mutex_unlock (&progress->tree->lock);
  return text;
}

double
hw_progress_get_fraction (HwProgress *progress)
{
  double fraction;

  g_mutex_lock (&progress->tree->lock);
  fraction = fraction_unlocked (progress);
  g_mutex_unlock (&progress->tree->lock);
  return fraction;
}

guint
hw_progress_get_serial (HwProgress *progress)
{
  guint serial;

  g_mutex_lock (&progress->tree->lock);
  serial = progress->tree->serial;
  g_mutex_unlock (&progress->tree->lock);
  return serial;
}

GPtrArray *
hw_progress_dup_children (HwProgress *progress)
{
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_progress_unref);

  g_mutex_lock (&progress->tree->lock);
  for (guint i = 0; i < progress->children->len; i++)
    g_ptr_array_add (children, hw_progress_ref (g_ptr_array_index (progress->children, i)));
  g_mutex_unlock (&progress->tree->lock);
  return children;
}
