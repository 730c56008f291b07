import type { ReportingList, VersionReporting } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';

function listOf(name: ReportingList) {
  return async (reporting: VersionReporting, page: object, { read }: GatewayContext) =>
    new Connection(await read.reporting.calendars.organizations(reporting, { name, page }));
}

/** Resolvers of reporting calendars: when reports are due, and who is late. */
export const calendarResolvers: Resolvers = {
  Reporting: {
    indicatorVersion: ({ indicatorVersionId }, _args, { read }) => read.record('indicator_version', indicatorVersionId),
    opensOn: ({ days }) => days?.opensOn,
    remindOn: ({ days }) => days?.remindOn,
    dueOn: ({ days }) => days?.dueOn,
    lateFrom: ({ days }) => days?.lateFrom,
    expected: listOf('expected'),
    reported: listOf('reported'),
    outstanding: listOf('outstanding'),
    late: listOf('late'),
    toRemind: listOf('toRemind'),
  },
  IndicatorVersion: {
    calendars: async ({ id }, page, { read }) => new Connection(await read.reporting.calendars.calendars(id, page)),
    reporting: async (version, { period, on }, { read, today }) =>
      read.reporting.calendars.ofVersion(version, { period, on: on ?? (await today(version)) }),
  },
};
