/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-file.c: a schema as bytes and back.
 *
 * A header (magic, fingerprint of the build's kinds and queries, CRC-32 of the rest, the schema's
 * digest, which is thus not computed again, the server's major version, the size of the body), then
 * the body, packed by zlib. That is little-endian 32-bit numbers: counts; for each kind its
 * attributes; for each object kind, owner and values; the needs as pairs; at last the texts, each
 * closed by NUL. A value is the place of its text plus one, 0 for NULL.
 */

#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "hw-error.h"
#include "hw-graph.h"
#include "hw-schema-private.h"

#define MAGIC "headway schema 3"
#define MAGIC_SIZE 16
#define DIGEST_SIZE 64
#define CHECKSUM_AT (MAGIC_SIZE + HW_KIND_FINGERPRINT_SIZE)
#define DIGEST_AT (CHECKSUM_AT + sizeof (guint32))
#define MAJOR_AT (DIGEST_AT + DIGEST_SIZE)
#define SIZE_AT (MAJOR_AT + sizeof (guint32))
#define HEADER_SIZE (SIZE_AT + sizeof (guint32))
#define PACK_LEVEL 1 /* of 9: it is read and written often */

typedef struct
{
  GByteArray *numbers;
  GString *texts;
  GHashTable *places; /* text to its value */
} Writer;

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 portable = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &portable, sizeof portable);
}

static void
write_number (Writer *writer, guint32 number)
{
  append_number (writer->numbers, number);
}

static void
write_value (Writer *writer, const char *text)
{
  guint value;

  if (text == NULL)
    {
      write_number (writer, 0);
      return;
    }
  value = GPOINTER_TO_UINT (g_hash_table_lookup (writer->places, text));
  if (value == 0)
    {
      value = (guint) writer->texts->len + 1;
      g_string_append_len (writer->texts, text, (gssize) strlen (text) + 1);
      g_hash_table_insert (writer->places, (gpointer) text, GUINT_TO_POINTER (value));
    }
  write_number (writer, value);
}

static void
write_body (Writer *writer, HwSchema *schema)
{
  guint n_needs = schema->dependencies.first[schema->n_objects];

  write_number (writer, schema->n_objects);
  write_number (writer, n_needs);
  for (guint i = 0; i < hw_kind_get_n (); i++)
    {
      write_number (writer, schema->shapes[i].n);
      for (guint j = 0; j < schema->shapes[i].n; j++)
        write_value (writer, schema->shapes[i].names[j]);
    }
  for (guint i = 0; i < schema->n_objects; i++)
    {
      const HwObject *object = &schema->objects[i];

      write_number (writer, object->kind);
      write_number (writer, object->owner);
      for (guint j = 0; j < HW_VALUE_FIRST_ATTRIBUTE + hw_object_get_n_attributes (object); j++)
        write_value (writer, object->values[j]);
    }
  for (guint i = 0; i < schema->n_objects; i++)
    {
      for (guint j = schema->dependencies.first[i]; j < schema->dependencies.first[i + 1]; j++)
        {
          write_number (writer, i);
          write_number (writer, schema->dependencies.targets[j]);
        }
    }
}

/* Of the digest and the body behind it, @size bytes in all. */
static guint32
compute_checksum (const guint8 *data, gsize size)
{
  return GUINT32_TO_LE ((guint32) crc32_z (0, data, size));
}

/* Appends @body, packed, to @out. FALSE when there is no memory for that. */
static gboolean
pack (GByteArray *out, GByteArray *body)
{
  guint begin = out->len;
  uLongf size = compressBound (body->len);

  g_byte_array_set_size (out, begin + (guint) size);
  if (compress2 (out->data + begin, &size, body->data, body->len, PACK_LEVEL) != Z_OK)
    return FALSE;
  g_byte_array_set_size (out, begin + (guint) size);
  return TRUE;
}

GBytes *
hw_schema_serialize (HwSchema *schema)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GByteArray) out = NULL;
  guint32 checksum;

  if (schema->packed != NULL)
    return g_bytes_ref (schema->packed);
  write_body (&(Writer){ body, texts, places }, schema);
  g_byte_array_append (body, (const guint8 *) texts->str, (guint) texts->len);
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) MAGIC, MAGIC_SIZE);
  g_byte_array_append (out, (const guint8 *) hw_kind_get_fingerprint (), HW_KIND_FINGERPRINT_SIZE);
  append_number (out, 0);
  g_byte_array_append (out, (const guint8 *) hw_schema_get_digest (schema), DIGEST_SIZE);
  append_number (out, schema->server_major);
  append_number (out, body->len);
  if (!pack (out, body))
    return NULL;
  checksum = compute_checksum (out->data + DIGEST_AT, out->len - DIGEST_AT);
  memcpy (out->data + CHECKSUM_AT, &checksum, sizeof checksum);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static guint32
get_number (const guint8 *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* Reads on until something is wrong; then everything reads as 0. */
typedef struct
{
  const guint8 *next;
  const guint8 *end;
  gboolean damaged;
} Reader;

static guint32
read_number (Reader *reader, guint32 limit)
{
  guint32 number;

  if ((gsize) (reader->end - reader->next) < sizeof number)
    reader->damaged = TRUE;
  if (reader->damaged)
    return 0;
  number = get_number (reader->next);
  reader->next += sizeof number;
  if (number <= limit)
    return number;
  reader->damaged = TRUE;
  return 0;
}

/* A count of things that take at least @size numbers each. */
static guint32
read_count (Reader *reader, guint size)
{
  gsize left = (gsize) (reader->end - reader->next) / sizeof (guint32) / size;

  return read_number (reader, (guint32) MIN (left, G_MAXINT32));
}

/* Values are first read as numbers in the place of pointers: where the texts begin shows later. */
static const char *
read_value (Reader *reader)
{
  return GUINT_TO_POINTER (read_number (reader, G_MAXUINT32));
}

static void
place_value (Reader *texts, const char **value)
{
  guint place = GPOINTER_TO_UINT (*value);

  if (place > (gsize) (texts->end - texts->next))
    texts->damaged = TRUE;
  *value = place == 0 || texts->damaged ? NULL : (const char *) texts->next + place - 1;
}

static void
read_shapes (Reader *reader, HwSchema *schema, GPtrArray *values)
{
  for (guint i = 0; i < hw_kind_get_n (); i++)
    {
      HwShape *shape = &schema->shapes[i];

      shape->n = read_count (reader, 1);
      shape->names = g_new0 (const char *, shape->n + 1);
      for (guint j = 0; j < shape->n; j++)
        {
          shape->names[j] = read_value (reader);
          g_ptr_array_add (values, &shape->names[j]);
        }
    }
}

static void
read_objects (Reader *reader, HwSchema *schema, GPtrArray *values)
{
  for (guint i = 0; i < schema->n_objects && !reader->damaged; i++)
    {
      HwObject *object = &schema->objects[i];
      const char **row;
      guint n;

      object->kind = read_number (reader, hw_kind_get_n () - 1);
      object->owner = read_number (reader, HW_NO_OBJECT);
      if (object->owner != HW_NO_OBJECT && object->owner >= schema->n_objects)
        reader->damaged = TRUE;
      n = HW_VALUE_FIRST_ATTRIBUTE + schema->shapes[object->kind].n;
      row = g_new0 (const char *, n);
      hw_schema_hold (schema, row, g_free);
      object->values = row;
      for (guint j = 0; j < n; j++)
        {
          row[j] = read_value (reader);
          g_ptr_array_add (values, &row[j]);
        }
    }
}

/* (nullable): the digest as it stands in the header. */
static char *
dup_digest (const guint8 *data)
{
  g_autofree char *digest = g_strndup ((const char *) data + DIGEST_AT, DIGEST_SIZE);

  return strspn (digest, "0123456789abcdef") == DIGEST_SIZE ? g_steal_pointer (&digest) : NULL;
}

/* Whether identities are whole and in order, as everything that looks something up relies on. */
static gboolean
is_sound (HwSchema *schema)
{
  for (guint i = 0; i < hw_kind_get_n (); i++)
    {
      for (guint j = 0; j < schema->shapes[i].n; j++)
        {
          if (schema->shapes[i].names[j] == NULL)
            return FALSE;
        }
    }
  for (guint i = 0; i < schema->n_objects; i++)
    {
      const HwObject *object = &schema->objects[i];

      if (hw_object_get_name (object) == NULL ||
          (i > 0 && hw_object_compare (object - 1, object) >= 0))
        return FALSE;
    }
  return TRUE;
}

/* FALSE when @body cannot have been written here. */
static gboolean
read_body (HwSchema *schema, GBytes *body)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);
  Reader reader = { data, data + size, size == 0 || data[size - 1] != '\0' };
  guint n_objects = read_count (&reader, 2), n_needs = read_count (&reader, 2);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (HwEdge));

  hw_schema_make_room (schema, n_objects);
  hw_schema_hold (schema, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
  reader.damaged |= n_objects == 0 && n_needs > 0;
  read_shapes (&reader, schema, values);
  read_objects (&reader, schema, values);
  for (guint i = 0; i < n_needs && !reader.damaged; i++)
    {
      HwEdge edge;

      edge.before = read_number (&reader, n_objects - 1);
      edge.after = read_number (&reader, n_objects - 1);
      g_array_append_val (needs, edge);
    }
  for (guint i = 0; i < values->len; i++)
    place_value (&reader, g_ptr_array_index (values, i));
  if (reader.damaged || !is_sound (schema))
    return FALSE;
  hw_schema_complete (schema, needs);
  return TRUE;
}

gboolean
hw_schema_unpack (HwSchema *schema)
{
  gsize packed_size;
  const guint8 *data = g_bytes_get_data (schema->packed, &packed_size);
  uLongf size = get_number (data + SIZE_AT), unpacked = size;
  guint8 *text = g_malloc (size + 1);
  g_autoptr (GBytes) body = g_bytes_new_take (text, size);

  return uncompress (text, &unpacked, data + HEADER_SIZE, packed_size - HEADER_SIZE) == Z_OK &&
         unpacked == size && read_body (schema, body);
}

HwSchema *
hw_schema_deserialize (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *digest = NULL;
  HwSchema *schema;

  if (size > HEADER_SIZE && memcmp (data, MAGIC, MAGIC_SIZE) == 0)
    {
      const guint32 checksum = compute_checksum (data + DIGEST_AT, size - DIGEST_AT);

      if (memcmp (data + MAGIC_SIZE, hw_kind_get_fingerprint (), HW_KIND_FINGERPRINT_SIZE) != 0)
        {
          hw_set_error (error, HW_ERROR_FAILED, _ ("It will be made anew when it is removed."),
                        _ ("the kept schema was written by another version of Headway"));
          return NULL;
        }
      if (memcmp (data + CHECKSUM_AT, &checksum, sizeof checksum) == 0)
        digest = dup_digest (data);
    }
  if (digest == NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("It will be made anew when it is removed."),
                    _ ("the kept schema is damaged, or is not one"));
      return NULL;
    }
  schema = hw_schema_new (0);
  schema->packed = g_bytes_ref (bytes);
  schema->digest = g_steal_pointer (&digest);
  schema->server_major = get_number (data + MAJOR_AT);
  return schema;
}
