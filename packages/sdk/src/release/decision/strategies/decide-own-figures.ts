import { newRow } from '../linked/linked-release.ts';
import { included, includedRows, mergeOutcomes, type Outcome, waiting } from '../outcome.ts';
import { isDisclosedBesideOwn } from '../own-figure-check.ts';
import { releaseRows, type Stage } from '../release-context.ts';
import { isOwn, type ReportedRow } from '../rows.ts';

/**
 * Decides figures of the ecosystem itself that are not the total of its organizations. A figure waits if it cannot be
 * published safely, and is suppressed if it and the organizations' figures would disclose each other.
 */
export function decideOwnFigures(rows: readonly ReportedRow[], stage: Stage): Outcome {
  const { linked } = stage.context;
  const organizations = releaseRows(stage).filter((row) => !isOwn(row));
  return mergeOutcomes(
    ...rows.map((row) => {
      const decision = linked.decide({ rows: [row], hasTotalRow: false });
      if (!decision) return waiting([row]);
      const isDisclosed = isDisclosedBesideOwn({ own: decision.rows, organizations }, stage.context);
      return isDisclosed ? includedRows([newRow(row, linked.suppress(row, 'COMPLEMENTARY'))]) : included(decision);
    }),
  );
}
