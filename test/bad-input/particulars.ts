import {
  adoptedVersion,
  aNew,
  answeredBy,
  boundedCell,
  categories,
  cell,
  crosswalk,
  day,
  disparityFigure,
  isBasedOnAnother,
  kept,
  networkStatement,
  nextWave,
  nextYear,
  proposedAgenda,
  readRound,
  round,
  sharedVersion,
  verifiedReport,
  versionToAdopt,
} from './related-records.ts';
import type { Particulars, World } from './world.ts';

/*
 * What cannot be derived from the schema and the model: the values of an input that depend on each other, and the required state
 * of other records.
 */

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
