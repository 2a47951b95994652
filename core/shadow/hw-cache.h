/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cache.h: what replays found, kept on disk under a hash of everything it depends on. */

#pragma once

#include "hw-recording.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * HwCache:
 *
 * $XDG_CACHE_HOME/headway/schemas, one file for each state of a history; any thread. Where it
 * cannot write it keeps what it is given in memory, and says so once. Files are written whole or
 * not at all; a damaged one, or one whose project files have changed, is as none.
 */
typedef struct _HwCache HwCache;

/* @fleet: (nullable): the path of its file; whose files are asked for again and again. */
HwCache *hw_cache_new (const char *fleet);
void hw_cache_free (HwCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCache, hw_cache_free)
/* What the files on disk hold is looked at again: a process that goes on keeps it in mind. */
void hw_cache_forget_files (HwCache *cache);

/* Whether @key is known and still true; each of the out arguments may be NULL. @recording is that
 * of the revision that led to this state, NULL for the first state of a chain; @files are those it
 * was written with. */
gboolean hw_cache_read (HwCache *cache, const char *key, HwSchema **schema, HwRecording **recording,
                        GStrv *files);

/* (transfer none): the checksums of files, remembered when the cache is freed. */
HwFileSums *hw_cache_get_file_sums (HwCache *cache);

/* (transfer full): what @files of hw_cache_write() says of a file; found anew. */
char *hw_cache_dup_file_checksum (HwCache *cache, const char *path);

/* @files: (nullable) (element-type utf8 utf8): paths and checksums of the files besides the
 * revisions that the state depends on, and all states before it in its chain. */
void hw_cache_write (HwCache *cache, const char *key, HwSchema *schema, HwRecording *recording,
                     GHashTable *files);

/* A few words under a key of their own, also gone when nobody has read them for two months. They
 * are not waited for: after a crash of the machine they can be missing or cut off. (transfer full)
 * (nullable) */
char *hw_cache_read_text (HwCache *cache, const char *key);
void hw_cache_write_text (HwCache *cache, const char *key, const char *text);

/* Takes out what nobody has read for two months. */
void hw_cache_tidy (void);
/* Bytes that all of it takes on disk. */
guint64 hw_cache_get_size (void);
/* Takes out everything: it is made again when it is needed. */
void hw_cache_clear (void);

/* (transfer full) (nullable): why the cache cannot be used on disk, to be said once: it is NULL
 * from the second call on. */
char *hw_cache_take_notice (HwCache *cache);

G_END_DECLS
