import type { ReportingList, VersionReporting } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';

function listOf(name: ReportingList) {
  return async (reporting: VersionReporting, page: object, { read }: GatewayContext) =>
    new Connection(await read.reporting.calendars.organizations(reporting, { name, page }));
}

/** When reports are due and who is late, and what figures are to keep to. */
export const reportingResolvers: Resolvers = {
  Reporting: {
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
  DataQualityRule: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
  },
  QualityFinding: {
    rule: ({ rule }, _args, { read }) => read.record('data_quality_rule', rule.ruleId),
  },
};
