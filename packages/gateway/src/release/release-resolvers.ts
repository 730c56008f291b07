import { isStewardOf } from '@collective-impact/sdk';
import {
  type CellRow,
  publishRelease,
  type ReporterCounts,
  releaseDefinition,
  reporterCaveats,
  withdrawRelease,
} from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { figureResolvers, reporterOf } from '../reporting/index.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';
import { command, transition } from '../shared/mutation.ts';

/** The organizations that an aggregate of a release includes. Null for a figure of one reporter. */
async function coverageOf(
  { scope, releaseId, breakdownId }: Pick<CellRow, 'scope' | 'releaseId' | 'breakdownId'>,
  read: GatewayContext['read'],
): Promise<ReporterCounts | null> {
  if (scope !== 'AGGREGATE' || releaseId === null) return null;
  const categories = await read.indicator.categories.ofVisibleBreakdown(breakdownId);
  return read.aggregation.reporters.ofAggregate({ releaseId, breakdownId }, categories.length === 0);
}

/** Resolvers of releases and their cells. */
export const publishedResolvers: Resolvers = {
  Indicator: {
    releases: async (indicator, { from, to, ...page }, { read }) =>
      new Connection(await read.release.releases.ofIndicator(indicator, { page, span: { from, to } })),
  },
  Release: {
    heldReports: ({ heldReports, ecosystemId }, _args, { viewer }) =>
      isStewardOf(viewer, ecosystemId) ? heldReports : null,
    unprotectedTotals: ({ unprotectedTotals, ecosystemId }, _args, { viewer }) =>
      isStewardOf(viewer, ecosystemId) ? unprotectedTotals : null,
    suppressedCells: ({ id }, _args, { read }) => read.release.cells.suppressedCount(id),
    sensitiveCells: ({ id, ecosystemId }, _args, { read, viewer }) =>
      isStewardOf(viewer, ecosystemId) ? read.release.cells.sensitiveCount(id) : null,
    formerlyPublishedCells: ({ id, ecosystemId }, _args, { read, viewer }) =>
      isStewardOf(viewer, ecosystemId) ? read.release.cells.formerlyPublishedCount(id) : null,
    waitingReports: async ({ id }, page, { read }) =>
      new Connection(await read.release.waitingReports.ofRelease(id, page)),
    reportsOutsideTotals: async ({ id }, page, { read }) =>
      new Connection(await read.release.outsideTotals.reports(id, page)),
    total: (release, _args, { read }) => read.aggregation.releaseTotals.ofRelease(release),
    cells: async ({ id, indicatorVersionId }, { by, organization, ...page }, { read }) => {
      await read.indicator.definitions.requireDimensions(indicatorVersionId, by);
      const filter = { by, reporter: await reporterOf({ read }, organization) };
      return new Connection(await read.release.cells.ofRelease(id, { page, filter }));
    },
    corrections: async ({ id }, page, { read }) => new Connection(await read.reporting.corrections.ofRelease(id, page)),
  },
  Cell: {
    ...figureResolvers,
    reportedAsBounds: ({ lowerBound, upperBound }) => (lowerBound ?? upperBound ?? null) !== null,
    suppressionReason: ({ reason, ecosystemId }, _args, { viewer }) =>
      isStewardOf(viewer, ecosystemId) ? reason : null,
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofVisibleBreakdown(breakdownId),
    explanation: async (cell, _args, { read }) => cell.explanation ?? (await read.release.explanations.ofCell(cell)),
    coverage: (cell, _args, { read }) => coverageOf(cell, read),
    caveats: async (cell, _args, { read }) => {
      const isShown = (cell.value ?? cell.lowerBound ?? cell.upperBound ?? null) !== null;
      const coverage = isShown ? await coverageOf(cell, read) : null;
      const ofReporters = coverage ? reporterCaveats(coverage) : [];
      return [...ofReporters, ...(await read.aggregation.corrections.ofCell(cell))];
    },
  },
  Mutation: {
    publishRelease: command(releaseDefinition, publishRelease),
    withdrawRelease: transition(withdrawRelease),
  },
};
