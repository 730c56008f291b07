import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { reporterOf } from './reporter.ts';

/** Resolvers of reports. */
export const reportResolvers: Resolvers = {
  Indicator: {
    reports: async (indicator, { from, to, organization, status, ...page }, { read }) => {
      const filter = { span: { from, to }, reporter: await reporterOf({ read }, organization), status };
      return new Connection(await read.reporting.reports.ofIndicator(indicator, { page, filter }));
    },
  },
  IndicatorReport: {
    total: (report, _args, { read }) => read.reporting.cells.totalOfReport(report),
    cells: async (report, { by, ...page }, { read }) => {
      await read.indicator.definitions.requireDimensions(report.indicatorVersionId, by);
      return new Connection(await read.reporting.cells.ofReport(report, { page, by: by ?? null }));
    },
    corrections: async ({ id }, page, { read }) => new Connection(await read.reporting.corrections.ofReport(id, page)),
    qualityFindings: ({ id }, _args, { read }) => read.reporting.quality.findings(id),
  },
};
