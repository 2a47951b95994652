/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alter-table.c: what harm the parts of an ALTER TABLE can do. */

#include "hw-alter-table.h"

#include "hw-tree.h"

/* Parts whose harm does not depend on more than their name. */
static const struct
{
  const char *subtype;
  HwRisk risk;
} subtypes[] = {
  { "AT_AlterColumnType", HW_RISK_REWRITING }, { "AT_DropColumn", HW_RISK_DESTROYING },
  { "AT_DropConstraint", HW_RISK_DESTROYING }, { "AT_SetAccessMethod", HW_RISK_REWRITING },
  { "AT_SetLogged", HW_RISK_REWRITING },       { "AT_SetNotNull", HW_RISK_BLOCKING },
  { "AT_SetTableSpace", HW_RISK_REWRITING },   { "AT_SetUnLogged", HW_RISK_REWRITING },
};

/* Functions of PostgreSQL that are not volatile and stand in defaults: the server evaluates such a
 * default once instead of writing every row. Any other function is taken for volatile. */
static const char *const steady_functions[] = {
  "array_fill",
  "concat",
  "current_database",
  "current_schema",
  "current_setting",
  "date_trunc",
  "decode",
  "encode",
  "json_build_array",
  "json_build_object",
  "jsonb_build_array",
  "jsonb_build_object",
  "length",
  "lower",
  "make_date",
  "make_interval",
  "make_timestamptz",
  "md5",
  "now",
  "statement_timestamp",
  "timezone",
  "to_char",
  "to_date",
  "to_json",
  "to_jsonb",
  "to_timestamp",
  "to_tsvector",
  "transaction_timestamp",
  "upper",
};

static const char *const serial_types[] = {
  "serial", "serial2", "serial4", "serial8", "bigserial", "smallserial",
};

static gboolean
is_volatile_call (const HwNode *object, gpointer data)
{
  const HwNode *call = hw_node_get (object, "FuncCall");
  const char *name = hw_node_get_last_name (call, "funcname");

  if (call == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steady_functions); i++)
    {
      if (g_str_equal (steady_functions[i], name))
        return FALSE;
    }
  return TRUE;
}

static HwRisk
get_constraint_risk (const HwNode *constraint)
{
  const char *type = hw_node_get_string (constraint, "contype");

  if (g_str_equal (type, "CONSTR_PRIMARY") || g_str_equal (type, "CONSTR_UNIQUE") ||
      g_str_equal (type, "CONSTR_EXCLUSION"))
    return hw_node_get (constraint, "indexname") != NULL ? HW_RISK_SAFE : HW_RISK_BLOCKING;
  if (g_str_equal (type, "CONSTR_CHECK") || g_str_equal (type, "CONSTR_FOREIGN"))
    return hw_node_get_boolean (constraint, "skip_validation") ? HW_RISK_SAFE : HW_RISK_BLOCKING;
  if (g_str_equal (type, "CONSTR_GENERATED") || g_str_equal (type, "CONSTR_IDENTITY"))
    return HW_RISK_REWRITING;
  if (g_str_equal (type, "CONSTR_DEFAULT") && hw_node_visit (constraint, is_volatile_call, NULL))
    return HW_RISK_REWRITING;
  return HW_RISK_SAFE;
}

static HwRisk
get_new_column_risk (const HwNode *column)
{
  const HwNode *constraints = hw_node_get (column, "constraints");
  const char *type = hw_node_get_last_name (hw_node_get (column, "typeName"), "names");
  HwRisk worst = HW_RISK_SAFE;

  for (guint i = 0; i < G_N_ELEMENTS (serial_types); i++)
    {
      if (g_str_equal (serial_types[i], type))
        worst = HW_RISK_REWRITING;
    }
  for (const HwNode *element = hw_node_next (constraints, NULL); element != NULL;
       element = hw_node_next (constraints, element))
    {
      const HwNode *constraint = hw_node_get (element, "Constraint");

      worst = MAX (worst, get_constraint_risk (constraint));
    }
  return worst;
}

static HwRisk
get_command_risk (const HwNode *command, gboolean is_index)
{
  const char *subtype = hw_node_get_string (command, "subtype");
  const HwNode *definition = hw_node_get (command, "def");

  if (g_str_equal (subtype, "AT_AddColumn"))
    return get_new_column_risk (hw_node_get (definition, "ColumnDef"));
  if (g_str_equal (subtype, "AT_AddConstraint"))
    return get_constraint_risk (hw_node_get (definition, "Constraint"));
  /* Looks at every row of the new partition; an index is attached to an index by name alone. */
  if (g_str_equal (subtype, "AT_AttachPartition"))
    return is_index ? HW_RISK_SAFE : HW_RISK_BLOCKING;
  for (guint i = 0; i < G_N_ELEMENTS (subtypes); i++)
    {
      if (g_str_equal (subtypes[i].subtype, subtype))
        return subtypes[i].risk;
    }
  return HW_RISK_SAFE;
}

HwRisk
hw_alter_table_get_risk (const HwNode *node)
{
  const HwNode *commands = hw_node_get (node, "cmds");
  gboolean is_index = g_str_equal (hw_node_get_string (node, "objtype"), "OBJECT_INDEX");
  HwRisk worst = HW_RISK_SAFE;

  for (const HwNode *element = hw_node_next (commands, NULL); element != NULL;
       element = hw_node_next (commands, element))
    {
      const HwNode *command = hw_node_get (element, "AlterTableCmd");

      worst = MAX (worst, get_command_risk (command, is_index));
    }
  return worst;
}
