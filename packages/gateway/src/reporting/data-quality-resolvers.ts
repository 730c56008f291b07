import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';

/** Resolvers of data quality rules and their findings. */
export const dataQualityResolvers: Resolvers = {
  IndicatorVersion: {
    dataQualityRules: async ({ id }, page, { read }) => new Connection(await read.reporting.quality.rules(id, page)),
  },
  DataQualityRule: {
    categories: ({ breakdownId }, _args, { read }) => read.indicator.categories.ofBreakdown(breakdownId),
  },
  QualityFinding: {
    rule: ({ rule }, _args, { read }) => read.record('data_quality_rule', rule.ruleId),
  },
};
