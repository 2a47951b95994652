/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-schema.c: a schema as bytes and back, damaged bytes, comparison, words for people. */

#include <string.h>
#include <zlib.h>

#include "hw-ddl.h"
#include "hw-error.h"
#include "hw-kind.h"
#include "hw-schema-builder.h"
#include "hw-schema-private.h"

/* Magic, fingerprint, checksum, digest, major version and size stand before the packed body. */
#define DIGEST_AT (16 + HW_KIND_FINGERPRINT_SIZE + sizeof (guint32))
#define SIZE_AT (DIGEST_AT + 64 + sizeof (guint32))
#define BODY_AT (SIZE_AT + sizeof (guint32))

static const char *const column_names[] = { "type", "not_null", "default", "position" };

/* One column of orders, or an enum: schema, parent, name, arguments, attributes. */
static guint
add (HwSchemaBuilder *builder, const char *kind, const char *const *values, guint n_attributes,
     const char *const *names)
{
  guint number = (guint) hw_kind_find (kind);

  hw_schema_builder_set_shape (builder, number, n_attributes, names);
  return hw_schema_builder_add (builder, number, values);
}

/* The orders table; @values are those of its column "order_type". */
static HwSchema *
make_schema (const char *const *values)
{
  static const char *const labels[] = { "labels" };
  static const char *const type[] = { "public", NULL, "ordertype", NULL, "'TABLE', 'DELIVERY'" };
  static const char *const table[] = { "public", NULL, "orders", NULL };
  static const char *const id[] = { "public", "orders", "id", NULL, "uuid", "t", NULL, "1" };
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  guint owner = add (builder, "table", table, 0, NULL);
  guint first = add (builder, "column", id, G_N_ELEMENTS (column_names), column_names);

  hw_schema_builder_set_owner (builder, first, owner);
  hw_schema_builder_add_need (builder, first, owner);
  if (values != NULL)
    {
      guint needed = add (builder, "enum", type, 1, labels);
      guint second = hw_schema_builder_add (builder, (guint) hw_kind_find ("column"), values);

      hw_schema_builder_set_owner (builder, second, owner);
      hw_schema_builder_add_need (builder, second, owner);
      hw_schema_builder_add_need (builder, second, needed);
    }
  return hw_schema_builder_finish (builder);
}

static const char *const order_type[] = { "public",           "orders", "order_type",    NULL,
                                          "public.ordertype", "t",      "'TABLE'::text", "2" };

static void
test_bytes (void)
{
  g_autoptr (HwSchema) schema = make_schema (order_type);
  g_autoptr (GBytes) bytes = hw_schema_serialize (schema);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) back = hw_schema_deserialize (bytes, &error);
  g_autoptr (GBytes) again = NULL;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpuint (hw_schema_get_n_objects (back), ==, 4);
  g_assert_cmpstr (hw_schema_get_digest (schema), ==, hw_schema_get_digest (back));
  again = hw_schema_serialize (back);
  g_assert_true (g_bytes_equal (bytes, again));
  for (guint i = 0; i < 4; i++)
    g_assert_true (
        hw_object_equal (hw_schema_get_object (schema, i), hw_schema_get_object (back, i)));
  /* Sorted: enum, table, id, order_type, which needs the first two. */
  g_assert_cmpmem (hw_schema_get_dependencies (back, 3, &n), 2 * sizeof (guint),
                   ((guint[]){ 0, 1 }), 2 * sizeof (guint));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (hw_object_get_owner (hw_schema_get_object (back, 3)) ==
                 hw_schema_get_object (back, 1));
  g_assert_cmpuint (hw_object_get_n_children (hw_schema_get_object (back, 1)), ==, 2);
  g_assert_null (hw_object_get (hw_schema_get_object (back, 2), "default"));
}

static void
test_empty (void)
{
  g_autoptr (HwSchema) empty = hw_schema_new_empty ();
  g_autoptr (HwSchema) full = make_schema (NULL);
  g_autoptr (GBytes) bytes = hw_schema_serialize (empty);
  g_autoptr (HwSchema) back = hw_schema_deserialize (bytes, NULL);

  g_assert_true (hw_schema_is_empty (back));
  g_assert_false (hw_schema_is_empty (full));
  g_assert_cmpstr (hw_schema_get_digest (empty), !=, hw_schema_get_digest (full));
}

/* An error, never a crash and never a schema. */
static void
assert_refused (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) schema = hw_schema_deserialize (bytes, &error);

  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  g_assert_null (schema);
}

static void
test_damaged_bytes (void)
{
  g_autoptr (HwSchema) schema = make_schema (order_type);
  g_autoptr (GBytes) bytes = hw_schema_serialize (schema);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  for (gsize i = 0; i < size; i++)
    {
      assert_refused (data, i);
      copy[i] ^= 0x41;
      assert_refused (copy, size);
      copy[i] = data[i];
    }
}

/* (transfer full): what is behind the header of @bytes, unpacked. */
static GByteArray *
unpack (GBytes *bytes)
{
  gsize packed_size;
  const guint8 *data = g_bytes_get_data (bytes, &packed_size);
  GByteArray *body = g_byte_array_new ();
  guint32 size;
  uLongf unpacked;

  memcpy (&size, data + SIZE_AT, sizeof size);
  g_byte_array_set_size (body, GUINT32_FROM_LE (size));
  unpacked = body->len;
  g_assert_cmpint (uncompress (body->data, &unpacked, data + BODY_AT, packed_size - BODY_AT), ==,
                   Z_OK);
  g_assert_cmpuint (unpacked, ==, body->len);
  return body;
}

/* (transfer full): @bytes with another body and the right checksum. */
static GBytes *
forge (GBytes *bytes, const GByteArray *body)
{
  GByteArray *forged = g_byte_array_new ();
  uLongf size = compressBound (body->len);
  guint32 checksum;

  g_byte_array_append (forged, g_bytes_get_data (bytes, NULL), BODY_AT);
  g_byte_array_set_size (forged, (guint) (BODY_AT + size));
  g_assert_cmpint (compress (forged->data + BODY_AT, &size, body->data, body->len), ==, Z_OK);
  g_byte_array_set_size (forged, (guint) (BODY_AT + size));
  checksum =
      GUINT32_TO_LE ((guint32) crc32_z (0, forged->data + DIGEST_AT, forged->len - DIGEST_AT));
  memcpy (forged->data + DIGEST_AT - sizeof checksum, &checksum, sizeof checksum);
  return g_byte_array_free_to_bytes (forged);
}

/* A body whose checksum is right, but which no schema was: it is refused, or a schema one can look
 * at. */
static void
test_forged_bytes (void)
{
  static const guint8 evil[] = { 0x00, 0x01, 0x7f, 0xff };
  g_autoptr (HwSchema) schema = make_schema (order_type);
  g_autoptr (GBytes) bytes = hw_schema_serialize (schema);
  g_autoptr (GByteArray) body = unpack (bytes);
  guint n_refused = 0, n_read = 0;

  for (gsize i = 0; i < body->len * G_N_ELEMENTS (evil); i++)
    {
      guint8 *place = &body->data[i / G_N_ELEMENTS (evil)], before = *place;
      g_autoptr (GBytes) forged = NULL;
      g_autoptr (HwSchema) read = NULL;

      *place = evil[i % G_N_ELEMENTS (evil)];
      forged = forge (bytes, body);
      *place = before;
      read = hw_schema_deserialize (forged, NULL);
      g_assert_nonnull (read);
      if (!hw_schema_unpack (read))
        {
          n_refused++;
          continue;
        }
      n_read++;
      for (guint j = 0; j < read->n_objects; j++)
        g_assert_nonnull (hw_object_get_name (&read->objects[j]));
    }
  g_assert_cmpuint (n_refused, >, 0);
  g_assert_cmpuint (n_read, >, 0);
}

/* It is unpacked when it is looked into, once, whoever comes first. */
static void
test_packed (void)
{
  g_autoptr (HwSchema) schema = make_schema (order_type);
  g_autoptr (GBytes) bytes = hw_schema_serialize (schema);
  g_autoptr (HwSchema) packed = hw_schema_deserialize (bytes, NULL);
  g_autoptr (HwDifferences) none = hw_schema_compare (packed, packed, NULL);
  g_autoptr (HwDifferences) few = NULL;
  g_autoptr (GBytes) again = hw_schema_serialize (packed);

  g_assert_cmpuint (hw_differences_get_n (none), ==, 0);
  g_assert_cmpuint (hw_schema_get_server_major (packed), ==, hw_schema_get_server_major (schema));
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_false (packed->is_open);
  few = hw_schema_compare (schema, packed, NULL);
  g_assert_cmpuint (hw_differences_get_n (few), ==, 0);
  g_assert_true (packed->is_open);
}

static void
assert_difference (HwSchema *expected, HwSchema *actual, HwChange change, const char *title,
                   const char *wanted, const char *found)
{
  g_autoptr (HwDifferences) differences = hw_schema_compare (expected, actual, NULL);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);
      g_autofree char *own_title = hw_object_dup_title (hw_difference_get_object (difference));
      g_autofree char *own_wanted = hw_difference_dup_expected (difference);
      g_autofree char *own_found = hw_difference_dup_actual (difference);

      if (!g_str_equal (own_title, title))
        continue;
      g_assert_cmpint (difference->change, ==, change);
      g_assert_cmpstr (own_wanted, ==, wanted);
      g_assert_cmpstr (own_found, ==, found);
      g_assert_true (hw_differences_contains (differences, difference));
      return;
    }
  g_assert_not_reached ();
}

static void
test_compare (void)
{
  static const char *const other[] = { "public",           "orders", "order_type", NULL,
                                       "public.ordertype", NULL,     NULL,         "2" };
  g_autoptr (HwSchema) whole = make_schema (order_type);
  g_autoptr (HwSchema) changed = make_schema (other);
  g_autoptr (HwSchema) lacking = make_schema (NULL);
  g_autoptr (HwSchema) empty = hw_schema_new_empty ();
  g_autoptr (HwDifferences) none = hw_schema_compare (whole, whole, NULL);
  g_autoptr (HwDifferences) all = hw_schema_compare (whole, empty, NULL);

  g_assert_cmpuint (hw_differences_get_n (none), ==, 0);
  assert_difference (whole, lacking, HW_CHANGE_MISSING, "orders.order_type",
                     "ordertype not null default 'TABLE'", NULL);
  assert_difference (lacking, whole, HW_CHANGE_UNEXPECTED, "ordertype", NULL, "TABLE, DELIVERY");
  assert_difference (whole, changed, HW_CHANGE_CHANGED, "orders.order_type",
                     "not null default 'TABLE'", "null no default");
  /* The columns of a missing table are not listed beside it. */
  g_assert_cmpuint (hw_differences_get_n (all), ==, 2);
  g_assert_cmpuint (hw_differences_count (all, HW_CHANGE_MISSING), ==, 2);
}

static void
test_column_order (void)
{
  static const char *const moved[] = { "public",           "orders", "order_type",    NULL,
                                       "public.ordertype", "t",      "'TABLE'::text", "3" };
  const HwCompareOptions options = { .column_order = TRUE };
  g_autoptr (HwSchema) one = make_schema (order_type);
  g_autoptr (HwSchema) two = make_schema (moved);
  g_autoptr (HwDifferences) relaxed = hw_schema_compare (one, two, NULL);
  g_autoptr (HwDifferences) strict = hw_schema_compare (one, two, &options);
  g_autofree char *wanted = NULL;

  g_assert_cmpuint (hw_differences_get_n (relaxed), ==, 0);
  g_assert_cmpuint (hw_differences_get_n (strict), ==, 1);
  wanted = hw_difference_dup_expected (hw_differences_get (strict, 0));
  g_assert_cmpstr (wanted, ==, "position 2");
}

/* An object is good for as long as somebody holds it. */
static void
test_object_outlives_schema (void)
{
  HwSchema *schema = make_schema (order_type);
  g_autoptr (HwObject) object = hw_object_ref (hw_schema_get_object (schema, 3));

  hw_schema_unref (schema);
  g_assert_cmpstr (hw_object_get (object, "type"), ==, "public.ordertype");
}

/* Functions that cannot be made one without the other: the error names them. */
static void
test_circle (void)
{
  static const char *const names[] = { "definition" };
  static const char *const one[] = { "public", NULL, "one", "", "CREATE FUNCTION one …" };
  static const char *const two[] = { "public", NULL, "two", "", "CREATE FUNCTION two …" };
  const HwDdlOptions options = { .destroy = TRUE };
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  g_autoptr (HwSchema) empty = hw_schema_new_empty ();
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (GError) error = NULL;
  guint first = add (builder, "function", one, 1, names);
  guint second = add (builder, "function", two, 1, names);

  hw_schema_builder_add_need (builder, first, second);
  hw_schema_builder_add_need (builder, second, first);
  schema = hw_schema_builder_finish (builder);
  g_assert_null (hw_ddl_write (empty, schema, &options, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "function one()"));
  g_assert_nonnull (strstr (error->message, "function two()"));
  g_assert_nonnull (hw_error_get_hint (error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/bytes", test_bytes);
  g_test_add_func ("/schema/empty", test_empty);
  g_test_add_func ("/schema/damaged-bytes", test_damaged_bytes);
  g_test_add_func ("/schema/forged-bytes", test_forged_bytes);
  g_test_add_func ("/schema/packed", test_packed);
  g_test_add_func ("/schema/compare", test_compare);
  g_test_add_func ("/schema/column-order", test_column_order);
  g_test_add_func ("/schema/circle", test_circle);
  g_test_add_func ("/schema/object-outlives-schema", test_object_outlives_schema);
  return g_test_run ();
}
