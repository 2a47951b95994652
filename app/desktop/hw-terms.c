/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terms.c: the words of the field, explained with the names of the database that is looked at.
 */

#include "hw-terms.h"

#include <glib/gi18n.h>

HwTerms
hw_terms_of_check (const HwCheck *check)
{
  HwTerms terms = HW_TERM_REVISION | HW_TERM_HEAD | HW_TERM_DRIFT;

  if (check->version != NULL && check->version->rows[0] == NULL && check->live != NULL)
    terms |= HW_TERM_STAMP;
  if (check->verdict == HW_VERDICT_UNVERSIONED)
    terms |= HW_TERM_CREATE_ALL;
  return terms;
}

const char *
hw_terms_get_word (HwTerms term)
{
  switch (term)
    {
    case HW_TERM_REVISION:
      return _ ("Revision");
    case HW_TERM_HEAD:
      return _ ("Head");
    case HW_TERM_STAMP:
      return _ ("Stamp");
    case HW_TERM_CREATE_ALL:
      return _ ("create_all() and Migrations");
    case HW_TERM_DRIFT:
    default:
      return _ ("Drift");
    }
}

static char *
dup_revision (const HwCheck *check)
{
  const char *service = hw_database_get_service_name (check->database);
  guint n = check->history != NULL ? hw_history_get_n (check->history) : 0;

  /* Translators: how many, and a service. */
  return g_strdup_printf (ngettext ("A revision is one migration: a step that changes the schema, "
                                    "and mostly knows the way back. There is %u of %s.",
                                    "A revision is one migration: a step that changes the schema, "
                                    "and mostly knows the way back. There are %u of %s.",
                                    n),
                          n, service);
}

static char *
dup_head (const HwCheck *check)
{
  g_autofree char *heads =
      check->heads != NULL ? hw_version_to_text ((const char *const *) check->heads) : NULL;

  if (heads == NULL)
    return g_strdup (_ ("The head is the last revision, the one that no other follows."));
  return g_strdup_printf (
      /* Translators: service, revision, database. */
      _ ("The head is the last revision, the one that no other follows. That of %s is %s: "
         "there %s has every migration."),
      hw_database_get_service_name (check->database), heads,
      hw_database_get_title (check->database));
}

static char *
dup_drift (const HwCheck *check)
{
  g_autofree char *measured =
      check->measured != NULL ? hw_version_to_text ((const char *const *) check->measured) : NULL;
  const char *title = hw_database_get_title (check->database);
  const char *service = hw_database_get_service_name (check->database);

  if (measured == NULL)
    /* Translators: database, service. */
    return g_strdup_printf (_ ("Drift is what %s has otherwise than the migrations of %s build."),
                            title, service);
  if (g_strv_equal ((const char *const *) check->measured,
                    (const char *const *) check->version->rows))
    return g_strdup_printf (
        /* Translators: database, service, revision. */
        _ ("Drift is what %s has otherwise than the migrations of %s build at its revision, %s."),
        title, service, measured);
  if (check->version->rows[0] != NULL)
    return g_strdup_printf (
        /* Translators: database, service, revision. */
        _ ("The revision of %s is not in this checkout, so it is compared with what the migrations "
           "of %s build at the head, %s."),
        title, service, measured);
  return g_strdup_printf (
      /* Translators: database, service, revision. */
      _ ("%s has no version, so it is compared with what the migrations of %s build at the head, "
         "%s."),
      title, service, measured);
}

static char *
dup_stamp (const HwCheck *check)
{
  const HwCandidate *candidate = hw_check_get_identified (check);
  g_autofree char *version =
      candidate != NULL ? hw_version_to_text ((const char *const *) candidate->version) : NULL;
  const char *title = hw_database_get_title (check->database);

  if (version == NULL)
    return g_strdup_printf (
        /* Translators: a database. */
        _ ("To stamp is to write down which revision %s is at, and to change nothing else."),
        title);
  return g_strdup_printf (
      /* Translators: database, revision. */
      _ ("To stamp is to write down which revision %s is at, and to change nothing else. Its "
         "schema "
         "is nearest to %s."),
      title, version);
}

char *
hw_terms_dup_text (HwTerms term, const HwCheck *check)
{
  switch (term)
    {
    case HW_TERM_REVISION:
      return dup_revision (check);
    case HW_TERM_HEAD:
      return dup_head (check);
    case HW_TERM_STAMP:
      return dup_stamp (check);
    case HW_TERM_CREATE_ALL:
      return g_strdup_printf (
          /* Translators: a database. */
          _ ("Most likely create_all() made the tables of %s: that makes tables which are missing, "
             "but never adds a column to one that exists. Migrations do, and write down how far "
             "they came."),
          hw_database_get_title (check->database));
    case HW_TERM_DRIFT:
    default:
      return dup_drift (check);
    }
}
