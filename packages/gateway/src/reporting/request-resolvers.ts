import { unwrap } from '@collective-impact/sdk';
import { reportRequestStatus } from '@collective-impact/sdk/reporting';
import { closeReportRequest, extendReportRequest, reportRequestDefinition } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { create, transition, update } from '../shared/mutation.ts';

/** Resolvers of requests for reports, and of the reports that the organizations of the caller are asked for. */
export const requestResolvers: Resolvers = {
  Ecosystem: {
    reportRequests: async (ecosystem, { status, ...page }, { read, today }) => {
      const filter = status == null ? undefined : { status, today: await today(ecosystem) };
      return new Connection(await read.reporting.requests.requests(ecosystem.id, { page, filter }));
    },
  },
  Viewer: {
    requestedReports: async (_viewer, { status, ...page }, { read, now }) =>
      new Connection(await read.reporting.requested.ofViewer(page, { now: now(), status: status ?? null })),
  },
  ReportRequest: {
    status: async (request, _args, { today }) =>
      unwrap(reportRequestStatus({ ...request, closedOn: request.closedOn ?? null }, await today(request))),
    reporting: async (request, { on }, { read, today }) =>
      read.reporting.requests.reporting(request, on ?? (await today(request))),
  },
  RequestedReport: {
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    organization: ({ organizationId }, _args, { read }) => read.record('organization', organizationId),
    reports: async (requested, page, { read }) =>
      new Connection(await read.reporting.requested.reports(requested, page)),
  },
  Mutation: {
    createReportRequest: create(reportRequestDefinition),
    updateReportRequest: update(reportRequestDefinition),
    extendReportRequest: transition(extendReportRequest),
    closeReportRequest: transition(closeReportRequest),
  },
};
