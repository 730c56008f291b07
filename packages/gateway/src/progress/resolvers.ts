import { unwrap } from '@collective-impact/sdk';
import { progress, requiredRecordKinds } from '@collective-impact/sdk/progress';
import { pageOfList } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';

export const progressResolvers: Resolvers = {
  Ecosystem: {
    progress: async (ecosystem, { framework, on }, { read, today }) =>
      unwrap(
        progress(framework, {
          on: on ?? (await today(ecosystem)),
          ...(await read.progress.records(ecosystem.id, unwrap(requiredRecordKinds(framework)))),
        }),
      ),
  },
  ProgressCriterion: {
    evidence: ({ code, evidence }, page) =>
      new Connection(pageOfList(evidence, { name: `progress.${code}`, page, keyOf: (id) => id })),
  },
};
