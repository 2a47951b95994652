/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tool-tables.c: the tables in which migration tools write down what they did.
 *
 * Source: the tables that each tool's own sources make, under the names that they have unless
 * somebody says otherwise. */

#include "hw-tool-tables.h"

static const struct
{
  const char *schema; /* (nullable): that of the tool alone */
  const char *name;
  const char *column;
} tables[] = {
  { NULL, "__diesel_schema_migrations", "run_on" },
  { NULL, "_prisma_migrations", "migration_name" },
  { NULL, "_sqlx_migrations", "installed_on" },
  { NULL, "alembic_version", "version_num" },
  { NULL, "atlas_schema_revisions", "partial_hashes" },
  { NULL, "databasechangelog", "md5sum" },
  { NULL, "databasechangeloglock", "lockgranted" },
  { NULL, "flyway_schema_history", "installed_rank" },
  { NULL, "goose_db_version", "version_id" },
  { NULL, "pgmigrations", "run_on" },
  { NULL, "schema_migrations", "version" }, /* golang-migrate, dbmate, Rails */
  { "atlas_schema_revisions", "atlas_schema_revisions", "partial_hashes" },
  { "sqitch", "changes", "change_id" },
  { "sqitch", "dependencies", "dependency_id" },
  { "sqitch", "events", "change_id" },
  { "sqitch", "projects", "creator_name" },
  { "sqitch", "releases", "installer_name" },
  { "sqitch", "tags", "tag_id" },
};

const char *
hw_tool_tables_get_column (const char *schema, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name) &&
        (tables[i].schema == NULL || g_str_equal (tables[i].schema, schema)))
      return tables[i].column;
  return NULL;
}

gboolean
hw_tool_tables_is_schema (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_strcmp0 (tables[i].schema, name) == 0)
      return TRUE;
  return FALSE;
}
