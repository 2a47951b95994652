/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cache.c: what replays found, kept on disk under a hash of everything it depends on. */

#include "hw-cache.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>
#include <zlib.h>

#include "hw-json.h"

/* An entry begins with the CRC-32 of the rest: files it depends on, each with its SHA-256; the
 * recording as packed JSON (nothing for none); the schema, which packs itself. */
#define FORMAT "(a(ss)ayay)"
#define CHECKSUM_SIZE sizeof (guint32)
#define SUMS_FORMAT "files 1\n"

#define DAY (24 * 60 * 60)

struct _HwCache
{
  GMutex lock;
  char *folder;
  GHashTable *memory;    /* key → GBytes, when the disk does not take it */
  GHashTable *checksums; /* path → checksum, as this process found the file */
  char *sums_key;        /* of what is remembered in: */
  HwFileSums *sums;      /* (nullable): read when first needed */
  char *notice;
  gboolean notice_taken;
};

HwCache *
hw_cache_new (const char *fleet)
{
  HwCache *cache = g_new0 (HwCache, 1);
  g_autofree char *title = g_strconcat (SUMS_FORMAT, fleet, NULL);

  g_mutex_init (&cache->lock);
  cache->folder = g_build_filename (g_get_user_cache_dir (), "headway", "schemas", NULL);
  cache->memory =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  cache->checksums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cache->sums_key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, title, -1);
  return cache;
}

void
hw_cache_free (HwCache *cache)
{
  g_autofree char *text = cache->sums == NULL ? NULL : hw_file_sums_dup_text (cache->sums);

  if (text != NULL)
    hw_cache_write_text (cache, cache->sums_key, text);
  g_clear_pointer (&cache->sums, hw_file_sums_free);
  g_free (cache->sums_key);
  g_hash_table_unref (cache->memory);
  g_hash_table_unref (cache->checksums);
  g_free (cache->notice);
  g_free (cache->folder);
  g_mutex_clear (&cache->lock);
  g_free (cache);
}

static char *
dup_path (HwCache *cache, const char *key)
{
  return g_build_filename (cache->folder, key, NULL);
}

HwFileSums *
hw_cache_get_file_sums (HwCache *cache)
{
  if (g_once_init_enter (&cache->sums))
    {
      g_autofree char *text = hw_cache_read_text (cache, cache->sums_key);

      g_once_init_leave (&cache->sums, hw_file_sums_new (text));
    }
  return cache->sums;
}

void
hw_cache_forget_files (HwCache *cache)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->lock);

  g_hash_table_remove_all (cache->checksums);
}

/* (transfer full): as it was when this process first looked, or else is now. */
static char *
dup_checksum (HwCache *cache, const char *path)
{
  char *found;

  g_mutex_lock (&cache->lock);
  found = g_strdup (g_hash_table_lookup (cache->checksums, path));
  g_mutex_unlock (&cache->lock);
  return found != NULL ? found : hw_cache_dup_file_checksum (cache, path);
}

/* A library's file may be gone (a check on a machine without Python); the project's may not. */
static gboolean
is_unchanged (HwCache *cache, const char *path, const char *checksum)
{
  g_autofree char *found = dup_checksum (cache, path);

  return g_str_equal (found, checksum) || (found[0] == '\0' && strstr (path, "-packages/") != NULL);
}

static GBytes *
convert (GConverter *converter, gconstpointer data, gsize size)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (source, converter);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (sink, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static GBytes *
read_file (HwCache *cache, const char *key)
{
  g_autofree char *path = dup_path (cache, key);
  struct stat information;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  /* Its time of change is the time of its last use, to the day. */
  if (stat (path, &information) == 0 && information.st_mtime < time (NULL) - DAY)
    utime (path, NULL);
  return g_bytes_new_take (text, length);
}

/* (transfer full) (nullable) */
static GBytes *
find (HwCache *cache, const char *key)
{
  GBytes *bytes;

  g_mutex_lock (&cache->lock);
  bytes = g_hash_table_lookup (cache->memory, key);
  if (bytes != NULL)
    g_bytes_ref (bytes);
  g_mutex_unlock (&cache->lock);
  return bytes != NULL ? bytes : read_file (cache, key);
}

static guint32
compute_crc (gconstpointer data, gsize size)
{
  return GUINT32_TO_LE ((guint32) crc32_z (0, data, size));
}

/* NULL when there is none, or it is damaged. (transfer full) */
static GVariant *
load (HwCache *cache, const char *key)
{
  g_autoptr (GBytes) entry = find (cache, key);
  g_autoptr (GBytes) content = NULL;
  gsize size;
  const guint8 *data = entry == NULL ? NULL : g_bytes_get_data (entry, &size);
  guint32 checksum;

  if (data == NULL || size < CHECKSUM_SIZE)
    return NULL;
  checksum = compute_crc (data + CHECKSUM_SIZE, size - CHECKSUM_SIZE);
  if (memcmp (data, &checksum, CHECKSUM_SIZE) != 0)
    return NULL;
  content = g_bytes_new_from_bytes (entry, CHECKSUM_SIZE, size - CHECKSUM_SIZE);
  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), content, FALSE));
}

/* (transfer full): nothing for NULL. */
static GBytes *
pack_recording (HwRecording *recording)
{
  g_autoptr (GConverter) pack =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1));
  g_autoptr (JsonNode) node = recording == NULL ? NULL : hw_recording_to_json (recording);
  g_autofree char *line = node == NULL ? NULL : hw_json_to_line (node);

  return line == NULL ? g_bytes_new (NULL, 0) : convert (pack, line, strlen (line));
}

/* (transfer full) (nullable) */
static HwRecording *
unpack_recording (GVariant *packed)
{
  g_autoptr (GConverter) unpack =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) line =
      convert (unpack, g_variant_get_data (packed), g_variant_get_size (packed));
  g_autoptr (JsonObject) object = line == NULL ? NULL
                                               : hw_json_parse (g_bytes_get_data (line, NULL),
                                                                (gssize) g_bytes_get_size (line));

  return object == NULL ? NULL : hw_recording_new_from_json (object, NULL);
}

static gboolean
is_true (HwCache *cache, GVariant *files)
{
  GVariantIter iter;
  const char *path, *checksum;

  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &checksum))
    if (!is_unchanged (cache, path, checksum))
      return FALSE;
  return TRUE;
}

static GStrv
dup_paths (GVariant *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GVariantIter iter;
  const char *path;

  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, NULL))
    g_strv_builder_add (builder, path);
  return g_strv_builder_end (builder);
}

gboolean
hw_cache_read (HwCache *cache, const char *key, HwSchema **schema, HwRecording **recording,
               GStrv *files)
{
  g_autoptr (GVariant) entry = load (cache, key);
  g_autoptr (GVariant) depends = NULL;
  g_autoptr (GVariant) recorded = NULL;
  g_autoptr (GVariant) content = NULL;
  g_autoptr (HwRecording) found = NULL;

  if (entry == NULL)
    return FALSE;
  g_variant_get (entry, "(@a(ss)@ay@ay)", &depends, &recorded, &content);
  if (!is_true (cache, depends))
    return FALSE;
  if (recording != NULL && g_variant_get_size (recorded) > 0)
    {
      found = unpack_recording (recorded);
      if (found == NULL)
        return FALSE;
    }
  if (schema != NULL)
    {
      g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (content);

      *schema = hw_schema_deserialize (bytes, NULL);
      if (*schema == NULL)
        return FALSE;
    }
  if (files != NULL)
    *files = dup_paths (depends);
  if (recording != NULL)
    *recording = g_steal_pointer (&found);
  return TRUE;
}

char *
hw_cache_dup_file_checksum (HwCache *cache, const char *path)
{
  char *sum = hw_file_sums_dup (hw_cache_get_file_sums (cache), path, NULL);

  /* What cannot be read has a checksum, too. */
  if (sum == NULL)
    sum = g_strdup ("");
  g_mutex_lock (&cache->lock);
  g_hash_table_replace (cache->checksums, g_strdup (path), g_strdup (sum));
  g_mutex_unlock (&cache->lock);
  return sum;
}

static GVariant *
pack_files (GHashTable *files)
{
  g_autoptr (GList) paths = files != NULL ? g_hash_table_get_keys (files) : NULL;
  GVariantBuilder builder;

  paths = g_list_sort (g_steal_pointer (&paths), (GCompareFunc) strcmp);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  for (GList *path = paths; path != NULL; path = path->next)
    g_variant_builder_add (&builder, "(ss)", path->data, g_hash_table_lookup (files, path->data));
  return g_variant_builder_end (&builder);
}

static gboolean
write_file (HwCache *cache, const char *key, GBytes *packed, GError **error)
{
  g_autofree char *path = dup_path (cache, key);

  if (g_mkdir_with_parents (cache->folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", cache->folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents (path, g_bytes_get_data (packed, NULL),
                              (gssize) g_bytes_get_size (packed), error);
}

/* On disk or, where that does not work, in memory. */
static void
keep (HwCache *cache, const char *key, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  if (write_file (cache, key, bytes, &error))
    return;
  g_mutex_lock (&cache->lock);
  g_hash_table_replace (cache->memory, g_strdup (key), g_bytes_ref (bytes));
  if (cache->notice == NULL)
    cache->notice = g_strdup_printf (_ ("Expected schemas cannot be kept for the next time: %s"),
                                     error->message);
  g_mutex_unlock (&cache->lock);
}

void
hw_cache_write (HwCache *cache, const char *key, HwSchema *schema, HwRecording *recording,
                GHashTable *files)
{
  g_autoptr (GBytes) content = hw_schema_serialize (schema);
  g_autoptr (GBytes) recorded = pack_recording (recording);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GVariant) entry = NULL;
  guint32 checksum;

  if (content == NULL || recorded == NULL)
    return;
  entry = g_variant_ref_sink (
      g_variant_new ("(@a(ss)@ay@ay)", pack_files (files),
                     g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, recorded, TRUE),
                     g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, content, TRUE)));
  checksum = compute_crc (g_variant_get_data (entry), g_variant_get_size (entry));
  g_byte_array_append (bytes, (const guint8 *) &checksum, CHECKSUM_SIZE);
  g_byte_array_append (bytes, g_variant_get_data (entry), (guint) g_variant_get_size (entry));
  whole = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  keep (cache, key, whole);
}

char *
hw_cache_read_text (HwCache *cache, const char *key)
{
  g_autoptr (GBytes) bytes = find (cache, key);

  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
hw_cache_write_text (HwCache *cache, const char *key, const char *text)
{
  g_autofree char *path = dup_path (cache, key);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  /* To write over a file is to wait for the disk. */
  g_unlink (path);
  keep (cache, key, bytes);
}

/* Goes over the files of @folder: removes those that nobody has read since @before (seconds since
 * 1970), and returns the bytes of the others. */
static guint64
sweep (const char *folder, gint64 before)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint64 kept = 0;
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat information;

      if (stat (path, &information) != 0)
        continue;
      if (information.st_mtime < before)
        g_unlink (path);
      else
        kept += (guint64) information.st_size;
    }
  return kept;
}

static guint64
sweep_all (gint64 before)
{
  const char *cache = g_get_user_cache_dir ();
  g_autofree char *schemas = g_build_filename (cache, "headway", "schemas", NULL);
  /* hw-revision-index.c */
  g_autofree char *histories = g_build_filename (cache, "headway", "histories", NULL);

  return sweep (schemas, before) + sweep (histories, before);
}

void
hw_cache_tidy (void)
{
  sweep_all (time (NULL) - 60 * DAY);
}

guint64
hw_cache_get_size (void)
{
  return sweep_all (G_MININT64);
}

void
hw_cache_clear (void)
{
  sweep_all (G_MAXINT64);
}

char *
hw_cache_take_notice (HwCache *cache)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->lock);

  if (cache->notice == NULL || cache->notice_taken)
    return NULL;
  cache->notice_taken = TRUE;
  return g_strdup (cache->notice);
}
