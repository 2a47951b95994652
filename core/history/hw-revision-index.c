/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-index.c: the revisions of a large folder, remembered between runs.
 *
 * The file is a Header, a mark for each revision, the revisions as they lie in memory, and what
 * they point to; a pointer is written as its distance from the file's first byte. */

#include "hw-revision-index.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-parallel.h"

#define BATCH 256

typedef struct
{
  HwFileMark program;
  guint64 size; /* of the whole file */
  guint64 n;
} Header;

typedef struct
{
  int folder;
  gsize prefix; /* the length of the location and the slash behind it */
  char *data;
  gsize size;
  const Header *header;
  HwCountFunc count;
  gconstpointer user_data;
  gboolean stale; /* atomic */
} Loading;

/* The members of HwRevision that are strings, and those that are arrays of strings. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (HwRevision, id),     G_STRUCT_OFFSET (HwRevision, message),
  G_STRUCT_OFFSET (HwRevision, doc),    G_STRUCT_OFFSET (HwRevision, date),
  G_STRUCT_OFFSET (HwRevision, author), G_STRUCT_OFFSET (HwRevision, file),
  G_STRUCT_OFFSET (HwRevision, name),   G_STRUCT_OFFSET (HwRevision, down_file),
};
static const gsize arrays[] = {
  G_STRUCT_OFFSET (HwRevision, down),
  G_STRUCT_OFFSET (HwRevision, depends_on),
  G_STRUCT_OFFSET (HwRevision, labels),
  G_STRUCT_OFFSET (HwRevision, notes),
};

/* A file written by another build may mean something else. */
static gboolean
mark_program (HwFileMark *mark)
{
  return hw_file_mark_take_at (AT_FDCWD, "/proc/self/exe", mark);
}

static char *
dup_path (const char *location, const char *kind)
{
  /* What was noted on reading is in the language of the moment. */
  g_autofree char *key = g_strconcat (kind, " ", location, " ", g_get_language_names ()[0], NULL);
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_build_filename (g_get_user_cache_dir (), "headway", "histories", checksum, NULL);
}

static HwFileMark *
get_marks (char *data)
{
  return (HwFileMark *) (void *) (data + sizeof (Header));
}

static HwRevision *
get_revisions (char *data, guint64 n)
{
  return (HwRevision *) (void *) (data + sizeof (Header) + n * sizeof (HwFileMark));
}

/* Turns the distance at @place into a pointer; the file's last byte ends every string. */
static gboolean
find_string (const Loading *loading, char **place)
{
  gsize distance = GPOINTER_TO_SIZE (*place);

  *place = distance == 0 ? NULL : loading->data + distance;
  return distance < loading->size;
}

static gboolean
find_strings (const Loading *loading, GStrv *place)
{
  gsize distance = GPOINTER_TO_SIZE (*place);

  if (distance == 0 || distance % sizeof (char *) != 0)
    return FALSE;
  *place = (GStrv) (void *) (loading->data + distance);
  for (char **string = *place;; string++, distance += sizeof (char *))
    {
      if (distance + sizeof (char *) > loading->size || !find_string (loading, string))
        return FALSE;
      if (*string == NULL)
        return TRUE;
    }
}

static gboolean
find_members (const Loading *loading, HwRevision *revision)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    if (!find_string (loading, G_STRUCT_MEMBER_P (revision, strings[i])))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    if (!find_strings (loading, G_STRUCT_MEMBER_P (revision, arrays[i])))
      return FALSE;
  return revision->id != NULL && revision->message != NULL && revision->doc != NULL &&
         revision->file != NULL && strlen (revision->file) > loading->prefix;
}

static gboolean
is_unchanged (const Loading *loading, const HwRevision *revision, const HwFileMark *mark)
{
  HwFileMark now;

  return hw_file_mark_take_at (loading->folder, revision->file + loading->prefix, &now) &&
         hw_file_mark_equal (&now, mark);
}

/* The first item counts the files, each other one looks at a batch: when all that are remembered
 * are there, and there are so many, there are no others. */
static void
look (guint item, gpointer data)
{
  Loading *loading = data;
  guint n = (guint) loading->header->n;
  HwRevision *revisions = get_revisions (loading->data, n);
  gboolean stale = FALSE;

  if (item == 0)
    stale = loading->count (loading->user_data) != (int) n;
  else
    for (guint i = (item - 1) * BATCH; i < MIN (item * BATCH, n) && !stale; i++)
      stale = g_atomic_int_get (&loading->stale) || !find_members (loading, &revisions[i]) ||
              !is_unchanged (loading, &revisions[i], &get_marks (loading->data)[i]);
  if (stale)
    g_atomic_int_set (&loading->stale, TRUE);
}

/* Whether the file is one that this very build wrote, and whole. */
static gboolean
check_header (const Loading *loading)
{
  const gsize each = sizeof (HwFileMark) + sizeof (HwRevision);
  HwFileMark program;

  return loading->size > sizeof (Header) && loading->header->size == loading->size &&
         loading->data[loading->size - 1] == '\0' && mark_program (&program) &&
         hw_file_mark_equal (&program, &loading->header->program) &&
         loading->header->n < (loading->size - sizeof (Header)) / each;
}

GPtrArray *
hw_revision_index_load (const char *location, const char *kind, HwCountFunc count,
                        gconstpointer data)
{
  Loading loading = { .prefix = strlen (location) + 1, .count = count, .user_data = data };
  g_autofree char *path = dup_path (location, kind);
  g_autoptr (GBytes) memory = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  guint n;

  if (!g_file_get_contents (path, &loading.data, &loading.size, NULL))
    return NULL;
  memory = g_bytes_new_take (loading.data, loading.size);
  loading.header = (const Header *) (void *) loading.data;
  if (!check_header (&loading))
    return NULL;
  loading.folder = open (location, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (loading.folder < 0)
    return NULL;
  n = (guint) loading.header->n;
  hw_parallel_run (1 + (n + BATCH - 1) / BATCH, g_get_num_processors (), look, &loading);
  close (loading.folder);
  if (loading.stale)
    return NULL;
  revisions = g_ptr_array_new_full (n, (GDestroyNotify) hw_revision_free);
  for (guint i = 0; i < n; i++)
    {
      HwRevision *revision = &get_revisions (loading.data, n)[i];

      revision->memory = g_bytes_ref (memory);
      g_ptr_array_add (revisions, revision);
    }
  return g_steal_pointer (&revisions);
}

static gpointer
add_string (GByteArray *out, const char *text)
{
  gsize distance = out->len;

  if (text == NULL)
    return NULL;
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text) + 1);
  return GSIZE_TO_POINTER (distance);
}

static gpointer
add_strings (GByteArray *out, const char *const *texts)
{
  static const guint8 padding[sizeof (char *)];
  guint n = g_strv_length ((char **) texts);
  g_autofree gpointer *distances = g_new0 (gpointer, n + 1);
  gsize distance;

  for (guint i = 0; i < n; i++)
    distances[i] = add_string (out, texts[i]);
  g_byte_array_append (out, padding, (guint) (-out->len % sizeof padding));
  distance = out->len;
  g_byte_array_append (out, (const guint8 *) distances, (guint) ((n + 1) * sizeof *distances));
  return GSIZE_TO_POINTER (distance);
}

static void
add_revision (GByteArray *out, guint n, guint number, const HwRevision *revision)
{
  HwRevision written = *revision;

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    G_STRUCT_MEMBER (gpointer, &written, strings[i]) =
        add_string (out, G_STRUCT_MEMBER (char *, revision, strings[i]));
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    G_STRUCT_MEMBER (gpointer, &written, arrays[i]) =
        add_strings (out, G_STRUCT_MEMBER (const char *const *, revision, arrays[i]));
  get_revisions ((char *) out->data, n)[number] = written;
}

void
hw_revision_index_save (const char *location, const char *kind, HwRevision *const *revisions,
                        const HwFileMark *marks, guint n, gint64 started)
{
  g_autofree char *path = dup_path (location, kind);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Header header = { .n = n };

  for (guint i = 0; i < n; i++)
    if (!hw_file_mark_is_settled (&marks[i], started))
      return;
  if (!mark_program (&header.program) || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  g_byte_array_append (out, (const guint8 *) &header, sizeof header);
  g_byte_array_append (out, (const guint8 *) marks, n * (guint) sizeof *marks);
  g_byte_array_set_size (out, out->len + n * (guint) sizeof (HwRevision));
  for (guint i = 0; i < n; i++)
    add_revision (out, n, i, revisions[i]);
  g_byte_array_append (out, (const guint8 *) "", 1);
  ((Header *) (void *) out->data)->size = out->len;
  g_file_set_contents_full (path, (const char *) out->data, out->len,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
