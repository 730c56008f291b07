import { isSteward } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { reporterOf } from './reporter.ts';

/** What was reported, and what is released. */
export const figureResolvers: Resolvers = {
  IndicatorReport: {
    total: (report, _args, { read }) => read.reporting.cells.totalOfReport(report),
    cells: async (report, { by, ...page }, { read }) =>
      new Connection(await read.reporting.cells.ofReport(report, { page, by: by ?? null })),
    corrections: async ({ id }, page, { read }) => new Connection(await read.reporting.corrections.ofReport(id, page)),
    qualityFindings: ({ id }, _args, { read }) => read.reporting.quality.findings(id),
  },
  Release: {
    waiting: ({ waiting }, _args, { viewer }) => (isSteward(viewer) ? waiting : null),
    unprotected: ({ unprotected }, _args, { viewer }) => (isSteward(viewer) ? unprotected : null),
    total: ({ id }, _args, { read }) => read.release.cells.totalOfRelease(id),
    cells: async ({ id }, { by, organization, ...page }, { read }) => {
      const filter = { by, reporter: reporterOf(organization) };
      return new Connection(await read.release.cells.ofRelease(id, { page, filter }));
    },
    corrections: async ({ id }, page, { read }) => new Connection(await read.reporting.corrections.ofRelease(id, page)),
  },
  Cell: {
    suppressionReason: ({ reason }, _args, { viewer }) => (isSteward(viewer) ? reason : null),
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofVisibleBreakdown(breakdownId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
  RollUpFigure: {
    indicatorVersion: ({ versionId }, _args, { read }) => read.record('indicator_version', versionId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    ecosystem: ({ ecosystemId }, _args, { read }) => read.record('ecosystem', ecosystemId),
  },
  RollUpCoverage: {
    missingOrganizations: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.organizations(coverage, page)),
    missingEcosystems: async (coverage, page, { read }) =>
      new Connection(await read.aggregation.missing.ecosystems(coverage, page)),
  },
  SeriesPoint: {
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
  },
};
