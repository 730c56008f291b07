import { kindsLookedAt, progress, unwrap } from '@collective-impact/sdk';
import { pageOfList } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import { today } from '../shared/today.ts';

export const progressResolvers: Resolvers = {
  Ecosystem: {
    progress: async ({ id }, { framework, on }, { read }) =>
      unwrap(
        progress(framework, {
          on: on ?? today(),
          ...(await read.progress.records(id, unwrap(kindsLookedAt(framework)))),
        }),
      ),
  },
  ProgressCriterion: {
    evidence: ({ code, evidence }, page) =>
      new Connection(pageOfList(evidence, { name: `progress.${code}`, page, keyOf: (id) => id })),
  },
};
