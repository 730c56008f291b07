import { accepted } from '@collective-impact/sdk';
import {
  closeGap as close,
  gap,
  landscapeScan,
  landscapeTransitionValues,
  openGap,
  reopenGap as reopen,
} from '@collective-impact/sdk/landscape';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { LandscapeTables } from './entities.ts';
import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** How landscape scans are stored. */
export const landscapeScanDefinition: RecordDefinition<typeof landscapeScan, typeof LandscapeScanEntity> = {
  type: landscapeScan,
  entity: LandscapeScanEntity,
  constraints: {},
};

/** How the gaps that a scan found are stored. */
export const gapDefinition: RecordDefinition<typeof gap, typeof GapEntity> = {
  type: gap,
  entity: GapEntity,
  onCreate: async () => accepted(openGap()),
  constraints: {},
};

/** Closes a gap. */
export const closeGap: TransitionOf<typeof gapDefinition, typeof landscapeTransitionValues.closeGap> = transition(
  gapDefinition,
  {
    name: 'closeGap',
    values: landscapeTransitionValues.closeGap,
    rule: async (unit, { record, values }) =>
      close(record, {
        ...(await eventDayOf(unit, { record, on: values.closedOn })),
        scannedOn: await scannedOnOf(unit, record),
      }),
  },
);

/** Opens a closed gap again. */
export const reopenGap: TransitionOf<typeof gapDefinition> = transition(gapDefinition, {
  name: 'reopenGap',
  rule: async (_unit, { record }) => reopen(record),
});

/** The date of the scan that found a gap. The scan of a gap never changes. */
async function scannedOnOf(unit: UnitOfWork, { landscapeScanId }: { landscapeScanId: string }): Promise<string> {
  const scans = unit.tables<LandscapeTables>().selectFrom('landscape_scan').select('scanned_on as scannedOn');
  const [scan] = await unit.rows(scans.where('id', '=', landscapeScanId));
  if (!scan) throw new Error(`The landscape scan ${landscapeScanId} no longer exists.`);
  return scan.scannedOn;
}
