/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-look.c: how a verdict is shown: symbol, colour and words, never colour alone. */

#include "hw-verdict-look.h"

#include <glib/gi18n.h>

#include "hw-text-line.h"

static const HwVerdictLook looks[] = {
  [HW_VERDICT_UP_TO_DATE] = { "hw-up-to-date-symbolic", "good", N_ ("Up to date"),
                              N_ ("It is at the newest revision, and its schema is what the "
                                  "migrations build.") },
  [HW_VERDICT_BEHIND] = { "hw-behind-symbolic", "notice", N_ ("Behind"),
                          N_ ("Its schema is right for its revision; newer migrations have not "
                              "been applied yet.") },
  [HW_VERDICT_DRIFTED] = { "hw-drifted-symbolic", "bad", N_ ("Drifted"),
                           N_ ("Its schema is not what the migrations build at its revision: "
                               "something is missing, too much or different.") },
  [HW_VERDICT_UNVERSIONED] = { "hw-unversioned-symbolic", "bad", N_ ("No version"),
                               N_ ("It has tables, but no migration was ever recorded: they were "
                                   "made by create_all() or by hand. create_all() makes missing "
                                   "tables and never alters one that exists.") },
  [HW_VERDICT_EMPTY] = { "hw-empty-symbolic", "notice", N_ ("Empty"),
                         N_ ("It has no tables and no version.") },
  [HW_VERDICT_AHEAD] = { "hw-ahead-symbolic", "bad", N_ ("Unknown revision"),
                         N_ ("Its revision is not in this checkout: newer code, another branch, "
                             "or a revision that is gone.") },
  [HW_VERDICT_DIVERGED] = { "hw-diverged-symbolic", "bad", N_ ("Diverged"),
                            N_ ("Its history has several heads, or its version rows overlap. A "
                                "merge revision joins them.") },
  [HW_VERDICT_DIRTY] = { "hw-dirty-symbolic", "bad", N_ ("Half done"),
                         N_ ("A migration was begun here and did not end.") },
  [HW_VERDICT_BLOCKED] = { "hw-blocked-symbolic", "notice", N_ ("Blocked"),
                           N_ ("Somebody else is migrating it right now, or rights are missing.") },
  [HW_VERDICT_UNREACHABLE] = { "hw-unreachable-symbolic", "bad", N_ ("Unreachable"),
                               N_ ("No connection could be made.") },
  [HW_VERDICT_UNKNOWN] = { "hw-unknown-symbolic", "bad", N_ ("Unknown"),
                           N_ ("The service's own migrations cannot be read, so nothing can be "
                               "said.") },
};

/* Instead of a verdict. */
enum
{
  UNCHECKED,
  NO_DATABASE,
  CHECKING,
};

static const char *const unlooked[] = {
  [UNCHECKED] = N_ ("Not checked"),
  [NO_DATABASE] = N_ ("No database"),
  [CHECKING] = N_ ("Checking…"),
};

HwVerdictLook
hw_verdict_get_look (HwVerdict verdict)
{
  HwVerdictLook look = looks[verdict];

  look.words = _ (look.words);
  look.meaning = _ (look.meaning);
  return look;
}

HwVerdictLook
hw_verdict_get_look_of (HwDatabaseItem *item)
{
  HwCheck *check = item != NULL ? hw_database_item_get_check (item) : NULL;
  gboolean checking = item != NULL && hw_database_item_is_checking (item);
  HwVerdictLook look = { "hw-unchecked-symbolic", "quiet", _ (unlooked[UNCHECKED]),
                         _ ("Nobody has looked at it yet.") };

  if (item != NULL && hw_database_item_get_database (item) == NULL)
    look.words = _ (unlooked[NO_DATABASE]);
  else if (check != NULL)
    look = hw_verdict_get_look (check->verdict);
  else if (checking)
    look.words = _ (unlooked[CHECKING]);
  if (checking)
    {
      look.icon = "content-loading-symbolic";
      look.style = "quiet";
    }
  return look;
}

guint
hw_verdict_look_count_most_chars (GtkWidget *widget)
{
  static guint most = 0; /* a row wants to know it, and there are many */

  if (most > 0)
    return most;
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    most = MAX (most, hw_text_line_count_chars (widget, _ (looks[i].words)));
  for (guint i = 0; i < G_N_ELEMENTS (unlooked); i++)
    most = MAX (most, hw_text_line_count_chars (widget, _ (unlooked[i])));
  return most;
}
