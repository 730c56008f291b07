import { unwrap } from '@collective-impact/sdk';
import { type FrameworkCode, memberProgress, progress, requiredRecordKinds } from '@collective-impact/sdk/progress';
import { pageOfList } from '@collective-impact/store';
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Connection } from '../shared/connection.ts';
import type { GatewayContext } from '../shared/context.ts';

/** An assessment, and those of the members of a network, which are computed once if a criterion needs them. */
export type AssessedProgress = ReturnType<typeof assessed>;

/** A criterion of an assessment. */
export type AssessedCriterion = AssessedProgress['criteria'][number];

export const progressResolvers: Resolvers = {
  Ecosystem: {
    progress: async (ecosystem, { framework, on }, context) => {
      const day = on ?? (await context.today(ecosystem));
      const own = await progressOf(ecosystem.id, { framework, on: day, context });
      return assessed(own, {
        isNetwork: ecosystem.kind === 'NETWORK',
        readMembers: async () => {
          const members = await context.read.network.everyMember(ecosystem.id, day);
          return Promise.all(members.map(({ id }) => progressOf(id, { framework, on: day, context })));
        },
      });
    },
  },
  ProgressCriterion: {
    evidence: ({ code, evidence }, page) =>
      new Connection(pageOfList(evidence, { name: `progress.${code}`, page, keyOf: (id) => id })),
    members: async ({ code, members }) => {
      const assessments = await members();
      return (
        assessments &&
        unwrap(
          memberProgress(
            code,
            assessments.map(({ criteria }) => criteria),
          ),
        )
      );
    },
  },
};

async function progressOf(
  ecosystemId: string,
  { framework, on, context }: { framework: FrameworkCode; on: string; context: GatewayContext },
) {
  const kinds = unwrap(requiredRecordKinds(framework));
  return unwrap(progress(framework, { on, ...(await context.read.progress.records(ecosystemId, kinds)) }));
}

type OwnProgress = Awaited<ReturnType<typeof progressOf>>;

function assessed(
  own: OwnProgress,
  { isNetwork, readMembers }: { isNetwork: boolean; readMembers: () => Promise<OwnProgress[]> },
) {
  let reading: Promise<OwnProgress[]> | undefined;
  const members = async () => {
    if (!isNetwork) return null;
    reading ??= readMembers();
    return reading;
  };
  return { ...own, criteria: own.criteria.map((criterion) => ({ ...criterion, members })) };
}
