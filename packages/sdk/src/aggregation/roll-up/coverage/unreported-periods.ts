import type { EcosystemAggregate } from '../aggregate/aggregate-time.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import type { UnreportedPeriod } from '../roll-up-request.ts';
import { selectPeriods } from '../select-periods.ts';

/**
 * The released periods in the gaps of a requested period for which one organization agreed to report and has no figure. A period
 * replaces the shorter ones in it. With `LAST` over time, only periods after the figure that is used. None if organizations are
 * aggregated.
 */
export function unreportedPeriods(
  organizationId: string | null,
  { ecosystems, context }: { ecosystems: readonly EcosystemAggregate[]; context: RollUpContext },
): UnreportedPeriod[] {
  const unreported = context.unreported(organizationId);
  if (unreported.length === 0) return [];
  return ecosystems.flatMap(({ ecosystemId, selection, isLast }) => {
    const years = context.yearsOf(ecosystemId);
    const last = isLast ? (selection.chosen.at(-1)?.end ?? '') : '';
    const candidates = unreported
      .filter((each) => each.ecosystemId === ecosystemId)
      .map((each) => ({ ...each, start: each.periodStart, end: each.periodEnd, hasFigure: false }));
    const chosen = selection.gaps
      .filter(({ start }) => start > last)
      .flatMap((gap) => selectPeriods(gap, { candidates, years }).chosen);
    // Releases of several versions can be of the same days.
    return [...new Map(chosen.map(({ start, end, hasFigure: _, ...each }) => [`${start}/${end}`, each])).values()];
  });
}

/** The caveats that the organization of a figure agreed to report and did not, one for each period. */
export function unreportedCaveats(unreported: readonly UnreportedPeriod[]): string[] {
  return unreported.map(
    ({ period }) => `The organization agreed to report for ${period} and did not. The figure counts as missing.`,
  );
}
