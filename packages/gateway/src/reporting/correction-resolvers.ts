import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';

/** Resolvers of corrections of reports. */
export const correctionResolvers: Resolvers = {
  ReportCorrection: {
    report: ({ reportId }, _args, { read }) => read.record('indicator_report', reportId),
    release: ({ releaseId }, _args, { read }) => read.record('release', releaseId),
    total: (correction, _args, { read }) => read.reporting.corrections.total(correction),
    cells: async (correction, { by, ...page }, { read }) => {
      const report = await read.record('indicator_report', correction.reportId);
      if (report) await read.indicator.definitions.requireDimensions(report.indicatorVersionId, by);
      return new Connection(await read.reporting.corrections.cells(correction, { page, by: by ?? null }));
    },
  },
};
