/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-finding.c: what is worth knowing about a revision before it is applied or taken back. */

#include "hw-finding.h"

#include <glib/gi18n.h>

#define MANY_STATEMENTS 12

void
hw_finding_free (HwFinding *finding)
{
  g_free (finding->text);
  g_free (finding);
}

/* Takes @text. */
static void
add (GPtrArray *findings, HwFindingKind kind, char *text)
{
  HwFinding *finding = g_new0 (HwFinding, 1);

  finding->kind = kind;
  finding->text = text;
  g_ptr_array_add (findings, finding);
}

static void
find_edit (GPtrArray *findings, HwRecording *recording, const HwLedgerRow *applied)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < recording->up.statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (recording->up.statements, i);

      hw_step_update_digest (checksum, statement->sql);
    }
  if (!g_str_equal (g_checksum_get_string (checksum), applied->digest))
    add (findings, HW_FINDING_EDITED,
         g_strdup (
             _ ("Edited after it was applied here: what was run then is not what its file does "
                "now. The ledger has the SQL that was run.")));
}

/* What its statements are, taken together. */
typedef struct
{
  guint n;
  guint n_outside; /* of a transaction */
  gboolean has_definitions;
  gboolean has_data;
  HwRisk risk;
  const char *worst; /* the first of the statements with that risk */
} HwSummary;

static HwSummary
sum_up (const HwRecordedDirection *direction)
{
  HwSummary summary = { 0 };

  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *recorded = g_ptr_array_index (direction->statements, i);
      g_autoptr (GPtrArray) parts = hw_script_split (recorded->sql);

      for (guint j = 0; j < parts->len; j++)
        {
          const HwStatement *part = g_ptr_array_index (parts, j);

          if (part->flags & (HW_STATEMENT_SETTING | HW_STATEMENT_CONTROL))
            continue;
          summary.n++;
          summary.n_outside += !recorded->in_transaction;
          summary.has_definitions |= (part->flags & HW_STATEMENT_DEFINITION) != 0;
          summary.has_data |= (part->flags & HW_STATEMENT_DATA) != 0;
          if (part->risk > summary.risk)
            {
              summary.risk = part->risk;
              summary.worst = recorded->sql;
            }
        }
    }
  return summary;
}

/* (transfer full): the beginning of @sql, in one line. */
static char *
dup_beginning (const char *sql)
{
  g_auto (GStrv) words = g_strsplit_set (sql, " \t\r\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (g_utf8_strlen (text->str, -1) + g_utf8_strlen (words[i], -1) > 60)
        {
          g_string_append (text, " …");
          break;
        }
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);
    }
  return g_string_free (text, FALSE);
}

static void
find_in_upgrade (GPtrArray *findings, const HwRecordedDirection *up)
{
  HwSummary summary = sum_up (up);

  if (summary.risk >= HW_RISK_REWRITING)
    {
      g_autofree char *statement = dup_beginning (summary.worst);

      if (summary.risk == HW_RISK_DESTROYING)
        add (findings, HW_FINDING_DESTROYS,
             g_strdup_printf (_ ("Its upgrade loses data or objects: %s"), statement));
      else
        add (findings, HW_FINDING_REWRITES,
             g_strdup_printf (
                 _ ("Its upgrade writes a whole table anew, and nobody can use the table "
                    "meanwhile: %s"),
                 statement));
    }
  if (summary.n_outside > 0)
    {
      g_autofree char *which =
          summary.n_outside == summary.n
              ? g_strdup (_ ("Runs outside a transaction."))
              : g_strdup_printf (
                    ngettext ("%u of its statements (%u in all) runs outside a transaction.",
                              "%u of its statements (%u in all) run outside a transaction.",
                              summary.n_outside),
                    summary.n_outside, summary.n);

      add (findings, HW_FINDING_NO_TRANSACTION,
           g_strdup_printf ("%s %s", which,
                            _ ("When a statement fails, what was done before it remains; Headway "
                               "writes down how far it came and goes on from there.")));
    }
  if (up->reads_data)
    add (findings, HW_FINDING_READS_DATA,
         g_strdup (
             _ ("It reads rows while it runs, so it runs as a program. The SQL is what it does "
                "on an empty copy.")));
  if (summary.has_definitions && summary.has_data)
    add (findings, HW_FINDING_MANY_THINGS,
         g_strdup (_ ("Changes the schema and writes rows in one revision: the tables stay locked "
                      "until all rows are written.")));
  else if (summary.n >= MANY_STATEMENTS)
    add (
        findings, HW_FINDING_MANY_THINGS,
        g_strdup_printf (ngettext ("Does many things at once: %u statement. Smaller revisions are "
                                   "easier to take back.",
                                   "Does many things at once: %u statements. Smaller revisions are "
                                   "easier to take back.",
                                   summary.n),
                         summary.n));
}

GPtrArray *
hw_finding_list (const HwRevision *revision, HwRecording *recording, const HwLedgerRow *applied)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_finding_free);

  if (recording != NULL && applied != NULL && recording->up.problem == NULL)
    find_edit (findings, recording, applied);
  if (recording != NULL && !recording->down.exists)
    add (findings, HW_FINDING_NO_DOWNGRADE,
         g_strdup (_ ("There is no downgrade: once it is applied there is no way back.")));
  if (recording != NULL)
    find_in_upgrade (findings, &recording->up);
  for (guint i = 0; revision->notes[i] != NULL; i++)
    add (findings, HW_FINDING_NOTE, g_strdup (revision->notes[i]));
  for (guint i = 0; recording != NULL && recording->notes[i] != NULL; i++)
    add (findings, HW_FINDING_NOTE, g_strdup (recording->notes[i]));
  return findings;
}
