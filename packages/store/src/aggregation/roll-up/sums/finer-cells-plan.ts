import { countsPeopleOnce } from '@collective-impact/sdk/aggregation';
import type { CategoryReference } from '@collective-impact/sdk/indicator';
import type { CellSums } from '../../../release/index.ts';
import type { RolledUpVersion } from '../roll-up-definitions.ts';
import type { ReleaseContents } from '../roll-up-plan.ts';
import type { FinerPart } from './finer-cells.ts';
import type { SummableBreakdown } from './requested-breakdowns.ts';

/** What a roll-up knows of one release after it read the sums. */
export interface SummedRelease {
  release: Pick<ReleaseContents, 'id'>;
  version: Pick<RolledUpVersion, 'kind' | 'countingUnit' | 'aggregationAcrossOrganizations'>;
  /** The requested combinations that are sums over an exclusive and exhaustive dimension. */
  summable: readonly SummableBreakdown[];
  sums: readonly CellSums[];
  /** Whether some organization of the release has no cell of a combination; undefined is a combination that no report stated. */
  hasReportersWithout: (breakdownId: number | undefined) => boolean;
}

/** The cells to read organization by organization, and the categories of the combinations that they sum to. */
export interface FinerCellsPlan {
  parts: FinerPart[];
  /** By {@link FinerPart.sum}. */
  sums: (readonly CategoryReference[])[];
}

/**
 * Decides which combinations are read organization by organization: the parts of a combination that some organizations do not
 * state. Categories of one organization never complete those of another, so that sums over organizations do not suffice; see
 * {@link followsFromSums} for the exception.
 */
export function planFinerCells(releases: readonly SummedRelease[]): FinerCellsPlan {
  const numbers = new Map<SummableBreakdown, number>();
  const parts = releases.flatMap((summed) =>
    summed.summable
      .filter(({ id }) => summed.hasReportersWithout(id ?? undefined))
      .filter((breakdown) => !followsFromSums(breakdown, summed))
      .flatMap((breakdown): FinerPart[] => {
        const sum = numbers.get(breakdown) ?? numbers.size;
        numbers.set(breakdown, sum);
        return breakdown.finer.map((breakdownId) => ({
          releaseId: summed.release.id,
          breakdownId,
          sumId: breakdown.id,
          sum,
        }));
      }),
  );
  return { parts, sums: [...numbers.keys()].map(({ categories }) => categories) };
}

/** Whether no organization states a combination and every organization states all of its parts: then sums over organizations suffice. */
function followsFromSums({ id, finer }: SummableBreakdown, summed: SummedRelease): boolean {
  const { version, sums, hasReportersWithout } = summed;
  const { aggregationAcrossOrganizations: rule } = version;
  const isAdditive = ['SUM', 'RATIO', 'WEIGHTED_MEAN'].includes(rule) || countsPeopleOnce(version, rule);
  // The total that the release published includes hidden organizations. No other sum does, and none includes excluded ones.
  const hasPublishedTotal = (breakdownId: number) =>
    sums.some((row) => row.breakdownId === breakdownId && row.scope === 'AGGREGATE');
  const isClosed = ({ scope, breakdownId }: CellSums) =>
    scope === 'EXCLUDED' || (scope === 'HIDDEN' && !hasPublishedTotal(breakdownId));
  const hasFiguresOnly = (row: CellSums) =>
    !isClosed(row) && row.missing + row.notApplicable + row.suppressedAtSource === 0;
  return (
    isAdditive &&
    sums.every(({ breakdownId }) => breakdownId !== id) &&
    sums.filter(({ breakdownId }) => finer.includes(breakdownId)).every(hasFiguresOnly) &&
    !finer.some(hasReportersWithout)
  );
}
