import { submitIndicatorReports } from '@collective-impact/store';
import type { MutationResolvers } from '../generated/resolvers-types.ts';

/** The mutation that submits several reports and returns a result for each. */
export const submissionMutations: MutationResolvers = {
  submitIndicatorReports: async (_parent, { input }, { writer, read }) => {
    const outcome = await submitIndicatorReports(writer, { ...input });
    read.forget();
    if (!outcome.ok) return { results: [], userErrors: outcome.issues };
    const results = outcome.value.map(async ({ id, issues }) => ({
      report: await read.record('indicator_report', id),
      userErrors: issues,
    }));
    return { results: await Promise.all(results), userErrors: [] };
  },
};
