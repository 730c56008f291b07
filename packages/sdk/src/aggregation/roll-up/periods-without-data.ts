import { emptyPartial } from './aggregate/partial-figure.ts';
import { noData } from './figure-result.ts';
import type { RollUpContext } from './roll-up-context.ts';
import { statusOf, type UnroundedFigure } from './roll-up-figure.ts';

/** A figure without data for each requested period without any figure. None by category: without figures, the categories are unknown. */
export function periodsWithoutData(
  figures: readonly UnroundedFigure[],
  { context, by }: { context: RollUpContext; by: readonly string[] | null },
): UnroundedFigure[] {
  const { periods } = context;
  const withFigure = new Set(figures.map(({ period }) => period));
  if (!periods || (by !== null && by.length > 0)) return [];
  return [...new Set(periods)].filter((code) => !withFigure.has(code)).map((code) => withoutData(code, context));
}

function withoutData(code: string, context: RollUpContext): UnroundedFigure {
  const { start, end } = context.rangeOf(code, null);
  const absent = context.absentMembers(code, { present: [], place: null, gaps: [] });
  return {
    period: code,
    periodStart: start,
    periodEnd: end,
    versionId: null,
    comparability: 'YES',
    caveats: [],
    organizationId: null,
    place: null,
    ecosystemId: null,
    categories: [],
    value: null,
    numerator: null,
    denominator: null,
    base: null,
    interval: null,
    status: statusOf(emptyPartial),
    ...noData(),
    coverage: {
      figuresIncluded: 0,
      reportedAsBounds: 0,
      missing: absent.count,
      reportedMissing: 0,
      notReported: 0,
      otherCategoriesOnly: 0,
      otherPeriodsOnly: 0,
      excluded: 0,
      hidden: 0,
      unassigned: 0,
      notApplicable: 0,
      suppressedAtSource: 0,
      suppressed: 0,
      expectedEcosystems: absent.expected,
      ecosystems: absent.included,
      periods: [],
      gaps: [code],
      releases: [],
      earlierReleases: [],
      unreported: [],
      absentEcosystems: absent.open,
    },
  };
}
