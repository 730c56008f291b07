import { suppressAll } from '../decided-cells.ts';
import { newRow } from '../linked/linked-release.ts';
import { includedRows, type Outcome } from '../outcome.ts';
import type { ReleaseContext } from '../release-context.ts';
import type { ReportedRow } from '../rows.ts';

/**
 * Suppresses places beside a figure for all places, including zeros. Published zeros would disclose that the other
 * places are nonzero, and would bound them by the residual of the total.
 */
export function suppressPlaces(rows: readonly ReportedRow[], { linked: { measures } }: ReleaseContext): Outcome {
  const suppression = { measures, reason: 'OUTSIDE', hideZeros: true } as const;
  return includedRows(rows.map((row) => newRow(row, suppressAll(row.cells, suppression))));
}
