import { included, mergeOutcomes, type Outcome, stageAfter, waiting } from '../outcome.ts';
import { isDisclosedByReleasedOwn } from '../own-figure-check.ts';
import type { Stage } from '../release-context.ts';
import type { ReportedRow } from '../rows.ts';

/**
 * Decides separately each organization that contributes to no total. A report waits if it cannot be published safely,
 * or if it and the ecosystem's released figures would disclose each other. These checks run row by row only if all rows
 * together fail them.
 */
export function decideSeparately(rows: readonly ReportedRow[], stage: Stage): Outcome {
  const attempts = rows.map((row) => ({
    row,
    decision: stage.context.linked.decide({ rows: [row], hasTotalRow: false }),
  }));
  const decidedRows = attempts.flatMap(({ decision }) => decision?.rows ?? []);
  const areAllSafe =
    attempts.every(({ decision }) => decision !== undefined) && !isDisclosedByReleasedOwn(decidedRows, stage);
  return attempts.reduce<Outcome>(
    (outcome, { row, decision }) => {
      const isSafe = decision && (areAllSafe || !isDisclosedByReleasedOwn(decision.rows, stageAfter(stage, outcome)));
      return mergeOutcomes(outcome, isSafe ? included(decision) : waiting([row]));
    },
    { rows: [], waiting: [], unprotected: 0 },
  );
}
