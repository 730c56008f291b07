import type { World } from './world.ts';

/* The records and values to which the particulars of mutations refer. */

export const day = (last: string) => `2024-01-${last}`;

/** Creates a proposed agenda with one goal. */
export async function proposedAgenda(world: World): Promise<string> {
  const { id, version } = await world.create('CommonAgenda');
  await world.create('Goal', { commonAgendaId: id });
  await world.done('proposeCommonAgenda', { id, expectedVersion: version, proposedOn: day('15') });
  return id;
}

/** Creates an indicator version with the dimension of {@link categories}. */
export async function versionToAdopt(world: World, indicatorId?: string): Promise<{ id: string; version: number }> {
  const of = indicatorId ?? (await world.create('Indicator')).id;
  const made = await world.create('IndicatorVersion', { indicatorId: of });
  const categories = [{ code: 'c', label: 'C', order: 0 }];
  await world.create('Dimension', { indicatorVersionId: made.id, code: 'd', categories });
  return made;
}

/** The input of a baseline or target of a disparity. */
export async function disparityFigure(world: World): Promise<object> {
  const directed = { direction: 'INCREASE', tolerance: undefined };
  const { id } = await world.create('IndicatorVersion', {
    indicatorId: (await world.create('Indicator')).id,
    ...directed,
  });
  const both = ['c', 'reference'].map((code, order) => ({ code, label: code, order }));
  await world.create('Dimension', { indicatorVersionId: id, code: 'd', categories: both });
  const disparity = { reference: 'CATEGORY', referenceCategory: 'reference', measure: 'DIFFERENCE' };
  return { indicatorVersionId: id, categories, disparity };
}

async function adopt(world: World, draft: { id: string; version: number }): Promise<void> {
  const { id, version } = draft;
  await world.create('DiscussionEntry', { indicatorVersionId: id, organizationId: null });
  await world.done('discussIndicatorVersion', { id, expectedVersion: version });
  await world.done('adoptIndicatorVersion', { id, expectedVersion: version + 1 });
}

export async function adoptedVersion(world: World, indicatorId?: string): Promise<string> {
  const { id, version } = await versionToAdopt(world, indicatorId);
  await adopt(world, { id, version });
  return id;
}

/** An adopted version that several records of a world refer to. */
export const sharedVersion = (world: World) => world.once('adopted version', () => adoptedVersion(world));

let requests = 0;

/** A year for which no reports are requested. */
export const nextYear = () => String(3000 + ++requests);

export async function verifiedReport(world: World): Promise<string> {
  const indicatorVersionId = await adoptedVersion(world);
  let { id, version } = await world.create('IndicatorReport', { indicatorVersionId });
  for (const step of ['submitIndicatorReport', 'verifyIndicatorReport']) {
    ({ id, version } = await world.done(step, { id, expectedVersion: version }));
  }
  return indicatorVersionId;
}

export const categories = [{ dimension: 'd', category: 'c' }];

/** A cell that states bounds. */
export const boundedCell = { categories: [], lowerBound: '0.2', upperBound: '0.6', base: 40, status: 'OBSERVED' };

/** A cell with every field set but the bounds. */
export const cell = {
  categories,
  value: '1',
  numerator: '20',
  denominator: '20',
  base: 20,
  standardError: '0',
  status: 'OBSERVED',
};

/** Whether the input is based on another record of the same type. */
export const isBasedOnAnother = ({ basedOnId }: Record<string, unknown>) => basedOnId !== undefined;

/** The fields of a survey wave that one organization has answered. */
export const answeredBy = (organizationId: string) => ({
  invitedOrganizationIds: [organizationId],
  responses: [{ organizationId, respondedOn: day('15') }],
});

let waves = 0;

/** A number that no survey wave has. */
export const nextWave = () => ++waves;

export const aNew = async (world: World, record: string) => (await world.create(record)).id;

export const round = (world: World, number: number) =>
  world.once(`round ${number}`, async () => {
    const studyId = await world.reference('study');
    return (await world.create('Codebook', { studyId, round: number })).id;
  });

/** Creates a round of a study without a minimum base, in which one excerpt was read. */
export async function readRound(world: World): Promise<string> {
  const studyId = (await world.create('Study', { minimumBase: null })).id;
  const codebookId = (await world.create('Codebook', { studyId })).id;
  await world.create('CodebookCode', { codebookId, revision: null, successorIds: [] });
  const participantId = (await world.create('Participant', { studyId })).id;
  const interviewId = (await world.create('Interview', { participantId })).id;
  const excerptId = (await world.create('Excerpt', { interviewId })).id;
  await world.create('ExcerptReading', { excerptId, codebookId });
  return codebookId;
}

export async function kept(world: World): Promise<object> {
  const codebookId = await round(world, 2);
  const successor = await world.once('successor', async () => (await world.create('CodebookCode', { codebookId })).id);
  return { revision: 'KEPT', successorIds: [successor] };
}

/** The input of a crosswalk from an adopted version to the next version. */
export async function crosswalk(world: World): Promise<object> {
  const { id } = await world.create('Indicator');
  const earlierVersionId = await adoptedVersion(world, id);
  const indicatorVersionId = (await versionToAdopt(world, id)).id;
  const mappings = [{ earlier: 'c', category: 'c' }];
  return { indicatorVersionId, earlierVersionId, dimension: 'd', earlierDimension: 'd', mappings };
}

/** The statement of a network about a member that has not adopted the indicator. */
export async function networkStatement(world: World): Promise<object> {
  const network = (await world.create('Ecosystem', { kind: 'NETWORK' })).id;
  const member = (await world.create('Ecosystem', { kind: 'LOCAL' })).id;
  for (const ecosystemId of [network, member]) {
    const membership = { ecosystemId, networkId: network, memberId: member, startedOn: day('01'), endedOn: null };
    await world.create('NetworkMembership', membership);
  }
  const indicator = await world.create('Indicator', { ecosystemId: network, goalIds: [], definedById: null });
  const made = await world.create('IndicatorVersion', { indicatorId: indicator.id });
  await adopt(world, made);
  return { ecosystemId: network, networkVersionId: made.id, adopterId: member, localVersionId: undefined };
}
