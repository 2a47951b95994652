/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-seen.c: what the last look at a database saw, so that an unchanged schema is not read again.
 *
 * An entry of the cache is three lines: the moment, the sum, the digest of the schema. The schema
 * itself is kept under its digest, once for all databases that have it, unless it is the
 * expected one at the heads. */

#include "hw-seen.h"

#include <string.h>

#include "hw-kind.h"

#define FORMAT "live 1"

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

HwSeen *
hw_seen_new (HwCache *cache, const char *conninfo, const char *version_table, const char *place,
             const char *now)
{
  HwSeen *seen = g_new0 (HwSeen, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  seen->key = make_key ((const char *const[]){ FORMAT, conninfo, version_table, place, NULL });
  seen->now = g_strdup (now);
  text = hw_cache_read_text (cache, seen->key);
  if (text == NULL)
    return seen;
  lines = g_strsplit (text, "\n", -1);
  /* The last line is ended, too: it is whole. */
  if (g_strv_length (lines) != 4)
    return seen;
  seen->moment = g_strdup (lines[0]);
  seen->sum = g_strdup (lines[1]);
  seen->digest = g_strdup (lines[2]);
  return seen;
}

void
hw_seen_free (HwSeen *seen)
{
  g_free (seen->key);
  g_free (seen->moment);
  g_free (seen->sum);
  g_free (seen->digest);
  g_free (seen->now);
  g_free (seen->new_sum);
  g_free (seen);
}

gboolean
hw_seen_is_now (const HwSeen *seen)
{
  return seen->digest != NULL && seen->now != NULL && g_str_equal (seen->now, seen->moment);
}

gboolean
hw_seen_is_true (const HwSeen *seen)
{
  return hw_seen_is_now (seen) ||
         (seen->digest != NULL && g_strcmp0 (seen->new_sum, seen->sum) == 0);
}

HwSchema *
hw_seen_get_schema (HwSeen *seen, HwCache *cache, HwSchema *guess)
{
  g_autofree char *key = NULL;
  HwSchema *schema = NULL;

  if (!hw_seen_is_true (seen))
    return NULL;
  if (guess != NULL && g_str_equal (hw_schema_get_digest (guess), seen->digest))
    {
      seen->found = TRUE;
      return hw_schema_ref (guess);
    }
  key = make_schema_key (seen->digest);
  seen->found = hw_cache_read (cache, key, &schema, NULL, NULL);
  return schema;
}

void
hw_seen_keep (const HwSeen *seen, HwCache *cache, HwSchema *live, HwSchema *guess)
{
  const char *digest = hw_schema_get_digest (live);
  const char *sum = seen->new_sum != NULL ? seen->new_sum : seen->sum;
  const char *moment = seen->now != NULL ? seen->now : seen->found ? seen->moment : "";
  g_autofree char *text = NULL;

  if (seen->found && g_str_equal (moment, seen->moment))
    return;
  if (!seen->found && (guess == NULL || !g_str_equal (hw_schema_get_digest (guess), digest)))
    {
      g_autofree char *key = make_schema_key (digest);

      hw_cache_write (cache, key, live, NULL, NULL);
    }
  text = g_strdup_printf ("%s\n%s\n%s\n", moment, sum != NULL ? sum : "", digest);
  hw_cache_write_text (cache, seen->key, text);
}
