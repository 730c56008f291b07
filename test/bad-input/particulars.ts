import type { Particulars, World } from './world.ts';

/*
 * What cannot be derived from the schema and the model: the values of an input that depend on each other, and the required state
 * of other records.
 */

const day = (last: string) => `2024-01-${last}`;

/** Creates a proposed agenda with one goal. */
async function proposedAgenda(world: World): Promise<string> {
  const { id, version } = await world.create('CommonAgenda');
  await world.create('Goal', { commonAgendaId: id });
  await world.done('proposeCommonAgenda', { id, expectedVersion: version, proposedOn: day('15') });
  return id;
}

/** Creates an indicator version with the dimension of {@link categories}. */
async function versionToAdopt(world: World, indicatorId?: string): Promise<{ id: string; version: number }> {
  const of = indicatorId ?? (await world.create('Indicator')).id;
  const made = await world.create('IndicatorVersion', { indicatorId: of });
  const categories = [{ code: 'c', label: 'C', order: 0 }];
  await world.create('Dimension', { indicatorVersionId: made.id, code: 'd', categories });
  return made;
}

/** The input of a baseline or target of a disparity. */
async function disparityFigure(world: World): Promise<object> {
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

async function adoptedVersion(world: World, indicatorId?: string): Promise<string> {
  const { id, version } = await versionToAdopt(world, indicatorId);
  await adopt(world, { id, version });
  return id;
}

/** An adopted version that several records of a world refer to. */
const sharedVersion = (world: World) => world.once('adopted version', () => adoptedVersion(world));

let requests = 0;

/** A year for which no reports are requested. */
const nextYear = () => String(3000 + ++requests);

async function verifiedReport(world: World): Promise<string> {
  const indicatorVersionId = await adoptedVersion(world);
  let { id, version } = await world.create('IndicatorReport', { indicatorVersionId });
  for (const step of ['submitIndicatorReport', 'verifyIndicatorReport']) {
    ({ id, version } = await world.done(step, { id, expectedVersion: version }));
  }
  return indicatorVersionId;
}

const categories = [{ dimension: 'd', category: 'c' }];

/** A cell that states bounds. */
const boundedCell = { categories: [], lowerBound: '0.2', upperBound: '0.6', base: 40, status: 'OBSERVED' };

/** A cell with every field set but the bounds. */
const cell = {
  categories,
  value: '1',
  numerator: '20',
  denominator: '20',
  base: 20,
  standardError: '0',
  status: 'OBSERVED',
};

/** Whether the input is based on another record of the same type. */
const isBasedOnAnother = ({ basedOnId }: Record<string, unknown>) => basedOnId !== undefined;

/** The fields of a survey wave that one organization has answered. */
const answeredBy = (organizationId: string) => ({
  invitedOrganizationIds: [organizationId],
  responses: [{ organizationId, respondedOn: day('15') }],
});

let waves = 0;

/** A number that no survey wave has. */
const nextWave = () => ++waves;

const aNew = async (world: World, record: string) => (await world.create(record)).id;

const round = (world: World, number: number) =>
  world.once(`round ${number}`, async () => {
    const studyId = await world.reference('study');
    return (await world.create('Codebook', { studyId, round: number })).id;
  });

/** Creates a round of a study without a minimum base, in which one excerpt was read. */
async function readRound(world: World): Promise<string> {
  const studyId = (await world.create('Study', { minimumBase: null })).id;
  const codebookId = (await world.create('Codebook', { studyId })).id;
  await world.create('CodebookCode', { codebookId, revision: null, successorIds: [] });
  const participantId = (await world.create('Participant', { studyId })).id;
  const interviewId = (await world.create('Interview', { participantId })).id;
  const excerptId = (await world.create('Excerpt', { interviewId })).id;
  await world.create('ExcerptReading', { excerptId, codebookId });
  return codebookId;
}

async function kept(world: World): Promise<object> {
  const codebookId = await round(world, 2);
  const successor = await world.once('successor', async () => (await world.create('CodebookCode', { codebookId })).id);
  return { revision: 'KEPT', successorIds: [successor] };
}

/** The input of a crosswalk from an adopted version to the next version. */
async function crosswalk(world: World): Promise<object> {
  const { id } = await world.create('Indicator');
  const earlierVersionId = await adoptedVersion(world, id);
  const indicatorVersionId = (await versionToAdopt(world, id)).id;
  const mappings = [{ earlier: 'c', category: 'c' }];
  return { indicatorVersionId, earlierVersionId, dimension: 'd', earlierDimension: 'd', mappings };
}

/** The statement of a network about a member that has not adopted the indicator. */
async function networkStatement(world: World): Promise<object> {
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

/** Values by mutation. An update uses the values of its create mutation. */
export const particulars: Particulars = {
  // Unique for each pair.
  createGoalContribution: async (world) => ({ activityId: await aNew(world, 'Activity') }),
  // A program-level indicator contributes to a population-level one.
  createIndicatorContribution: async (world) => ({
    indicatorId: (await world.create('Indicator', { level: 'PROGRAM' })).id,
    coreIndicatorId: (await world.create('Indicator', { level: 'POPULATION' })).id,
  }),
  createReinforcement: async (world) => ({ activityId: await aNew(world, 'Activity') }),
  createPracticeAdoption: async (world) => ({ activityId: await aNew(world, 'Activity') }),
  createRelationshipRating: async (world) => {
    const raterId = await aNew(world, 'Organization');
    return { raterId, surveyWaveId: (await world.create('SurveyWave', answeredBy(raterId))).id };
  },
  // One of two invited organizations answers. The other one can still answer.
  createSurveyWave: async (world) => {
    const [respondent, other] = [await aNew(world, 'Organization'), await world.reference('organization')];
    return { ...answeredBy(respondent), invitedOrganizationIds: [respondent, other], number: nextWave() };
  },
  createCodebook: async (world) => ({ studyId: await aNew(world, 'Study') }),

  // Only one lead at a time, and one appointment for each organization.
  createBackboneAppointment: async (world) => ({ organizationId: await aNew(world, 'Organization'), role: 'SUPPORT' }),

  // A goal or strategy that is based on another belongs to a later version of the agenda.
  createGoal: async (world, input) =>
    isBasedOnAnother(input) ? { commonAgendaId: await aNew(world, 'CommonAgenda') } : {},
  createStrategy: async (world, input) => {
    if (!isBasedOnAnother(input)) return {};
    const commonAgendaId = await aNew(world, 'CommonAgenda');
    return { goalId: (await world.create('Goal', { commonAgendaId })).id };
  },

  // A change of a record of its own: accepting it changes the record.
  createProposal: async (world, { reason }) => ({
    recordId: await aNew(world, 'Organization'),
    changes: [{ field: 'name', value: JSON.stringify(`Proposed with ${reason}`) }],
  }),

  acceptInvitation: async (world) => ({ secret: await world.secret() }),
  createEndorsement: async (world) => ({ commonAgendaId: await proposedAgenda(world) }),
  missCommitment: () => ({ closedOn: day('16') }),

  // A result is accepted after the test only.
  createImprovementCycle: () => ({ result: undefined }),

  // One budget in a currency at a time.
  createBudget: async (world) => ({
    ecosystemId: (await world.create('Ecosystem', { kind: 'LOCAL' })).id,
    monthlyAmount: '1',
  }),

  // A sub-award cannot exceed its award.
  createFunding: (_world, { awardId }) => ({ amount: awardId === undefined ? '1000000' : '1' }),

  // An offer to a network, with a threshold that no ecosystem exceeds.
  createSharingAgreement: async (world) => ({
    networkId: (await world.create('Ecosystem', { kind: 'NETWORK' })).id,
    indicatorScope: 'NAMED',
    minimumThreshold: 1000,
    endsOn: '2999-12-31',
  }),
  // The network of the agreement accepts it.
  createSharingAcceptance: async (world) => {
    const networkId = (await world.create('Ecosystem', { kind: 'NETWORK' })).id;
    return { ecosystemId: networkId, agreementId: (await world.create('SharingAgreement', { networkId })).id };
  },

  // Each side creates its own statement of the membership.
  createNetworkMembership: async (world, { ecosystemId }) => ({
    memberId: ecosystemId,
    networkId: (await world.create('Ecosystem', { kind: 'NETWORK' })).id,
  }),

  createIndicatorVersion: () => ({
    kind: 'RATIO',
    countingUnit: 'EVENTS',
    direction: 'MAINTAIN',
    aggregationAcrossOrganizations: 'RATIO',
    aggregationOverTime: 'RATIO',
    frequency: 'YEAR',
    crossings: [],
  }),
  createDimension: () => ({ categories: [{ code: 'c', label: 'C', order: 0, uri: 'https://example.org/' }] }),
  createBaseline: disparityFigure,
  createTarget: disparityFigure,
  createIndicatorReport: async (world) => ({
    indicatorVersionId: await adoptedVersion(world),
    cells: [cell, boundedCell],
  }),
  correctIndicatorReport: () => ({ cells: [cell, boundedCell] }),
  submitIndicatorReports: async (world, { reports }) => {
    const [report] = reports as object[];
    return { reports: [{ ...report, indicatorVersionId: await adoptedVersion(world), cells: [cell, boundedCell] }] };
  },
  // Only one calendar begins with each period, and its dates must be in order.
  createReportingCalendar: async (world) => ({
    indicatorVersionId: (await versionToAdopt(world)).id,
    opensAfter: 1,
    dueAfter: 40,
    grace: 5,
    reminder: 10,
  }),
  // Each version and period is requested once.
  createReportRequest: async (world) => ({ indicatorVersionIds: [await sharedVersion(world)], period: nextYear() }),
  extendReportRequest: () => ({ dueOn: '2999-12-31' }),
  createDataQualityRule: async (world) => ({
    indicatorVersionId: await sharedVersion(world),
    kind: 'RANGE',
    categories,
    largestChange: undefined,
    changeBy: undefined,
    otherVersionId: undefined,
  }),
  publishRelease: async (world) => ({ indicatorVersionId: await verifiedReport(world) }),
  releaseDue: async (world) => {
    await world.create('ReportingCalendar', { indicatorVersionId: await verifiedReport(world), releasesTo: 'PUBLIC' });
    return {};
  },

  // Evidence is visible to others with consent only.
  createEvidence: () => ({ consent: 'GIVEN' }),
  createAdoption: async (world) => ({ indicatorVersionId: await adoptedVersion(world) }),
  createCrosswalk: crosswalk,
  // The network's statement. The adopter's statement would need a local version.
  createNetworkAdoption: async (world) => networkStatement(world),

  // Successors must belong to the next round.
  createCodebookCode: async (world, { successorIds }) => {
    const codebookId = await round(world, 1);
    return (successorIds as string[]).length > 0
      ? { codebookId, ...(await kept(world)) }
      : { codebookId, revision: undefined };
  },
  updateCodebookCode: kept,
  // The codebook and the excerpt belong to the same study. A coder reads an excerpt once.
  createExcerptReading: async (world) => ({
    excerptId: await aNew(world, 'Excerpt'),
    codebookId: await round(world, 1),
  }),
  createCodingRelease: async (world) => ({ codebookId: await readRound(world) }),
  createPublishedFigure: () => ({ count: 1, base: 1 }),
};

/** Preparations of a record before a transition, in addition to the transitions before it. */
export const preparations: Record<string, (world: World, record: { id: string }) => Promise<unknown>> = {
  proposeCommonAgenda: (world, { id }) => world.create('Goal', { commonAgendaId: id }),
  adoptIndicatorVersion: (world, { id }) => world.create('DiscussionEntry', { indicatorVersionId: id }),
};

/** Days of transitions that may be in the future, because nothing has happened on them yet. */
export const plannedDays: readonly string[] = ['extendReportRequest.dueOn'];

/** The issue of a transition that runs twice with the same values, for those that do not change a status. */
export const issuesOfRepetition: Record<string, string> = {
  respondToSurveyWave: 'DUPLICATE organizationId',
  extendReportRequest: 'DATES_OUT_OF_ORDER dueOn',
};
