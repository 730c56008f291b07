import { unwrap } from '@collective-impact/sdk';
import {
  type FrameworkCode,
  memberProgress,
  type Progress,
  progress,
  requiredRecordKinds,
} from '@collective-impact/sdk/progress';
import { pageOfList } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';

export const progressResolvers: Resolvers = {
  Ecosystem: {
    progress: async (ecosystem, { framework, on }, context) =>
      progressOf(ecosystem.id, { framework, on: on ?? (await context.today(ecosystem)), context }),
    memberProgress: async (ecosystem, { framework, on }, context) => {
      if (ecosystem.kind !== 'NETWORK') return null;
      const day = on ?? (await context.today(ecosystem));
      const members = await context.read.network.everyMember(ecosystem.id, day);
      const assessments = await Promise.all(members.map(({ id }) => progressOf(id, { framework, on: day, context })));
      return unwrap(
        memberProgress(
          framework,
          assessments.map(({ criteria }) => criteria),
        ),
      );
    },
  },
  ProgressCriterion: {
    evidence: ({ code, evidence }, page) =>
      new Connection(pageOfList(evidence, { name: `progress.${code}`, page, keyOf: (id) => id })),
  },
};

async function progressOf(
  ecosystemId: string,
  { framework, on, context }: { framework: FrameworkCode; on: string; context: GatewayContext },
): Promise<Progress> {
  const kinds = unwrap(requiredRecordKinds(framework));
  return unwrap(progress(framework, { on, ...(await context.read.progress.records(ecosystemId, kinds)) }));
}
