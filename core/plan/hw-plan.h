/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan.h: the ordered steps over many databases that reach a goal. */

#pragma once

#include "hw-step.h"

G_BEGIN_DECLS

typedef enum
{
  HW_GOAL_UPGRADE,
  HW_GOAL_DOWNGRADE,
  HW_GOAL_MOVE, /* up or down, as the revision lies */
  HW_GOAL_STAMP,
  HW_GOAL_RECONCILE, /* whatever each verdict needs: stamp, repair, upgrade */
  HW_GOAL_REPAIR,    /* mend the differences that @only names, and no more */
} HwGoalKind;

typedef struct
{
  HwGoalKind kind;
  const char *revision;    /* (nullable): as hw_history_resolve() understands it; NULL for the heads
                              (downgrade: -1) */
  gboolean destroy;        /* repairs may drop what is too much */
  const char *const *only; /* (nullable): repair: of which objects, as hw_filter_dup_term() writes
                              them; NULL for all */
} HwGoal;

/* A database for which nothing can be planned, and why. */
typedef struct
{
  HwDatabase *database;
  GError *error;
} HwRefusal;

/* A database that is not right and for which there is no step. */
typedef struct
{
  HwCheck *check;
  char *remedy; /* (nullable): what can be done instead, as hw_advice_dup_remedy() says it */
} HwRemainder;

/* Immutable, reference-counted (atomically). */
typedef struct
{
  gatomicrefcount references;
  GPtrArray *checks; /* (element-type HwCheck): what it was made from */
  GPtrArray *steps;  /* (element-type HwStep): by wave, then in the order of the fleet, then in the
                        order of the history */
  GPtrArray *refusals;   /* (element-type HwRefusal) */
  GPtrArray *remainders; /* (element-type HwRemainder): of goals that bring a database to a revision
                            of the history */
} HwPlan;

/**
 * hw_plan_new:
 * @checks: (element-type HwCheck): fresh looks at the databases that the plan is about
 *
 * Changes nothing. A database that cannot be planned for (unreachable, a decision that a person
 * must take …) becomes a refusal and does not hinder the others.
 *
 * Returns: (transfer full): %NULL when cancelled
 */
HwPlan *hw_plan_new (HwFleet *fleet, GPtrArray *checks, const HwGoal *goal, HwShadow *shadow,
                     HwProgress *progress, GCancellable *cancellable, GError **error);

/**
 * hw_plan_without:
 * @numbers: of steps that shall not be carried out
 *
 * Leaves out, with each of them, what cannot go without it: the later steps of its database, and
 * the databases of services that wait for its service in the same environment (going back: those
 * that it waits for). The steps that stay keep their numbers.
 *
 * Returns: (transfer full)
 */
HwPlan *hw_plan_without (HwPlan *plan, const guint *numbers, guint n);

HwPlan *hw_plan_ref (HwPlan *plan);
void hw_plan_unref (HwPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPlan, hw_plan_unref)

G_END_DECLS
