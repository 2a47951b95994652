/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-finding.h: what is worth knowing about a revision before it is applied or taken back. */

#pragma once

#include "hw-ledger.h"

G_BEGIN_DECLS

/**
 * HwFindingKind:
 * @HW_FINDING_EDITED: its file does not do any more what was applied here
 * @HW_FINDING_NO_DOWNGRADE: there is no way back
 * @HW_FINDING_DESTROYS: its upgrade loses data or objects
 * @HW_FINDING_REWRITES: its upgrade writes a whole table anew
 * @HW_FINDING_NO_TRANSACTION: statements run outside a transaction: half of it can remain
 * @HW_FINDING_READS_DATA: what it does depends on the rows there are
 * @HW_FINDING_MANY_THINGS: does many things at once
 * @HW_FINDING_NOTE: what was noticed while its file was read or run
 */
typedef enum
{
  HW_FINDING_EDITED,
  HW_FINDING_NO_DOWNGRADE,
  HW_FINDING_DESTROYS,
  HW_FINDING_REWRITES,
  HW_FINDING_NO_TRANSACTION,
  HW_FINDING_READS_DATA,
  HW_FINDING_MANY_THINGS,
  HW_FINDING_NOTE,
} HwFindingKind;

typedef struct
{
  HwFindingKind kind;
  char *text; /* a sentence or two */
} HwFinding;

void hw_finding_free (HwFinding *finding);

/**
 * hw_finding_list:
 * @recording: (nullable): what it does, where that is known
 * @applied: (nullable): when it was applied; see hw_ledger_find_applied()
 *
 * Returns: (transfer full) (element-type HwFinding): the worst first
 */
GPtrArray *hw_finding_list (const HwRevision *revision, HwRecording *recording,
                            const HwLedgerRow *applied);

G_END_DECLS
