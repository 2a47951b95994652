/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-seen.c: what the last look at a database saw, so that an unchanged schema is not read again.
 *
 * An entry of the cache is a line for each member of HwSight. The schema itself is kept under its
 * digest, once for all databases that have it, unless it is the expected one at the heads. */

#include "hw-seen.h"

#include <string.h>

#include "hw-catalog-sum.h"
#include "hw-kind.h"

#define FORMAT "live 4"

/* The lines of an entry; the last one is ended, too: it is whole. */
enum
{
  LINE_PLACE,
  LINE_PATH,
  LINE_MOMENT,
  LINE_SUM,
  LINE_DIGEST,
  LINE_VERSION,
  N_LINES,
};

/* How the version begins that is known. Its rows follow. */
#define VERSION "rows"
#define NO_TABLE "none"

static char *
make_key (const char *const *texts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) hw_kind_get_fingerprint (), -1);
  for (; *texts != NULL; texts++)
    g_checksum_update (checksum, (const guchar *) *texts, (gssize) strlen (*texts) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
make_schema_key (const char *digest)
{
  return make_key ((const char *const[]){ FORMAT, digest, NULL });
}

/* (nullable) */
static char *
dup_line (const char *line)
{
  return line[0] != '\0' ? g_strdup (line) : NULL;
}

/* (nullable): NULL for an empty line. */
static GStrv
words_from_line (const char *line)
{
  GStrv words = g_strsplit (line, "\t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = g_strcompress (words[i]);

      g_free (words[i]);
      words[i] = word;
    }
  if (words[0] == NULL)
    g_clear_pointer (&words, g_strfreev);
  return words;
}

static char *
words_to_line (const char *const *words)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *escaped = g_strescape (words[i], NULL);

      g_string_append_printf (line, "%s%s", i > 0 ? "\t" : "", escaped);
    }
  return g_string_free (line, FALSE);
}

/* (nullable) */
static HwVersion *
version_from_line (const char *line)
{
  g_auto (GStrv) words = words_from_line (line);
  HwVersion *version;

  if (words == NULL || (!g_str_equal (words[0], VERSION) && !g_str_equal (words[0], NO_TABLE)))
    return NULL;
  version = g_new0 (HwVersion, 1);
  version->table_exists = g_str_equal (words[0], VERSION);
  version->rows = g_strdupv (words + 1);
  return version;
}

static char *
version_to_line (const HwVersion *version)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (version == NULL)
    return g_strdup ("");
  g_strv_builder_add (words, version->table_exists ? VERSION : NO_TABLE);
  g_strv_builder_addv (words, (const char **) version->rows);
  all = g_strv_builder_end (words);
  return words_to_line ((const char *const *) all);
}

HwSeen *
hw_seen_new (HwCache *cache, const char *conninfo, HwHistory *history)
{
  g_autofree char *query = hw_version_dup_query (history);
  HwSeen *seen = g_new0 (HwSeen, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  seen->key = make_key ((const char *const[]){ FORMAT, conninfo, query, NULL });
  text = hw_cache_read_text (cache, seen->key);
  if (text == NULL)
    return seen;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) != N_LINES + 1)
    return seen;
  seen->last.place = dup_line (lines[LINE_PLACE]);
  seen->last.search_path = words_from_line (lines[LINE_PATH]);
  seen->last.moment = dup_line (lines[LINE_MOMENT]);
  seen->last.sum = dup_line (lines[LINE_SUM]);
  seen->last.digest = dup_line (lines[LINE_DIGEST]);
  seen->last.version = version_from_line (lines[LINE_VERSION]);
  return seen;
}

static void
clear_sight (HwSight *sight)
{
  g_clear_pointer (&sight->place, g_free);
  g_clear_pointer (&sight->search_path, g_strfreev);
  g_clear_pointer (&sight->moment, g_free);
  g_clear_pointer (&sight->sum, g_free);
  g_clear_pointer (&sight->digest, g_free);
  g_clear_pointer (&sight->version, hw_version_free);
}

void
hw_seen_free (HwSeen *seen)
{
  clear_sight (&seen->last);
  clear_sight (&seen->now);
  g_free (seen->key);
  g_free (seen);
}

void
hw_seen_set_moment (HwSeen *seen, HwResult *moment)
{
  seen->now.place = hw_catalog_sum_dup_place (moment);
  seen->now.moment = g_strdup (hw_catalog_sum_get_moment (moment));
  if (g_strcmp0 (seen->last.place, seen->now.place) != 0)
    clear_sight (&seen->last);
}

gboolean
hw_seen_is_now (const HwSeen *seen)
{
  return seen->last.digest != NULL && seen->last.version != NULL && seen->now.moment != NULL &&
         g_strcmp0 (seen->now.moment, seen->last.moment) == 0;
}

gboolean
hw_seen_is_true (const HwSeen *seen)
{
  return hw_seen_is_now (seen) || (seen->last.digest != NULL && seen->now.sum != NULL &&
                                   g_strcmp0 (seen->now.sum, seen->last.sum) == 0);
}

HwSchema *
hw_seen_get_schema (HwSeen *seen, HwCache *cache, HwSchema *guess)
{
  g_autofree char *key = NULL;
  HwSchema *schema = NULL;

  if (!hw_seen_is_true (seen))
    return NULL;
  if (guess != NULL && g_str_equal (hw_schema_get_digest (guess), seen->last.digest))
    {
      seen->found = TRUE;
      return hw_schema_ref (guess);
    }
  key = make_schema_key (seen->last.digest);
  seen->found = hw_cache_read (cache, key, &schema, NULL, NULL);
  return schema;
}

const char *
hw_seen_get_sum (const HwSeen *seen)
{
  return seen->found ? seen->last.sum : seen->now.sum;
}

void
hw_seen_keep (const HwSeen *seen, HwCache *cache, HwSchema *live, HwSchema *guess)
{
  const HwSight *last = &seen->last, *now = &seen->now;
  const char *digest = hw_schema_get_digest (live);
  const char *sum = hw_seen_get_sum (seen);
  g_autofree char *path = NULL, *version = NULL, *text = NULL;

  if (seen->found && g_strcmp0 (now->moment, last->moment) == 0)
    return;
  if (!seen->found && (guess == NULL || !g_str_equal (hw_schema_get_digest (guess), digest)))
    {
      g_autofree char *key = make_schema_key (digest);

      hw_cache_write (cache, key, live, NULL, NULL);
    }
  path = words_to_line ((const char *const *) now->search_path);
  version = version_to_line (now->version);
  text = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s\n", now->place, path,
                          now->moment != NULL ? now->moment : "", sum != NULL ? sum : "", digest,
                          version);
  hw_cache_write_text (cache, seen->key, text);
}
