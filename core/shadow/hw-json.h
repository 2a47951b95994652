/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-json.h: JSON from elsewhere, read without trusting its shape. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The member @name when it is there and of that type, else NULL, FALSE, 0 or no strings. */
const char *hw_json_get_string (JsonObject *object, const char *name);
gboolean hw_json_get_boolean (JsonObject *object, const char *name);
gint64 hw_json_get_int (JsonObject *object, const char *name);
JsonObject *hw_json_get_object (JsonObject *object, const char *name);
JsonArray *hw_json_get_array (JsonObject *object, const char *name);
/* (transfer full): the strings of an array; anything else in it is left out. */
GStrv hw_json_dup_strings (JsonObject *object, const char *name);
/* Element @i when it is an object, else NULL. */
JsonObject *hw_json_get_element (JsonArray *array, guint i);

/* One member each; a NULL string is written as null. */
void hw_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void hw_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void hw_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void hw_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values);
/* A member that is an array: what follows is its elements, up to json_builder_end_array(). */
void hw_json_begin_array (JsonBuilder *builder, const char *name);

/* (transfer full): @text as an object; NULL when it is none. */
JsonObject *hw_json_parse (const char *text, gssize length);
/* (transfer full): on one line. */
char *hw_json_to_line (JsonNode *node);

G_END_DECLS
