import { anonymous, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from '../agenda/index.ts';
import { indicatorContributionDefinition } from '../indicator/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { ActivityFixture, uuid } from './activity.fixture.ts';

describe.each(engines)('alignment on %s', (engine) => {
  let database: TestDatabase;
  let fixture: ActivityFixture;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new ActivityFixture(database);
  });

  afterAll(() => database.close());

  /** The alignment with a draft of an agenda for a viewer. */
  const alignmentWith = (
    agenda: string,
    { viewer = localProgram, on }: { viewer?: typeof localProgram; on?: string } = {},
  ) => {
    const { activity } = createReaders(database.kysely(), viewer);
    return activity.alignment(uuid(fixture.ecosystemId), { commonAgendaId: uuid(agenda), options: { on } });
  };

  it('is computed from the records that the viewer may see', async () => {
    const agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const [goalId, organizationId] = [await fixture.goal(agenda), await fixture.organization()];
    const strategyId = await fixture.strategy(goalId);
    const place = { code: 'mill-lane', label: 'Mill Lane' };
    const shared = { strategyIds: [strategyId], place, population: 'Girls' };
    const activityId = await fixture.activeActivity({ leadId: organizationId, ...shared });
    const participants = [{ organizationId, role: 'host' }];
    const other = await fixture.activity({ participants, ...shared, startsOn: '2024-09-01' });
    const goalContribution = await fixture.goalContribution({ activityId, goalId });
    await fixture.reinforcement({ activityId, reinforcedId: other });
    const commitment = await fixture.agreedCommitment({ organizationId, activityId: other });
    await fixture.indicator({ goalIds: [goalId] });
    const [first, second] = [uuid(activityId), uuid(other)];
    expect(await alignmentWith(agenda)).toMatchObject({
      commonAgendaId: uuid(agenda),
      activityIds: [first, second],
      entries: [
        {
          goalId: uuid(goalId),
          organizationId: uuid(organizationId),
          leadIds: [first],
          participationIds: [second],
          goalContributionIds: [uuid(goalContribution)],
          commitmentIds: [uuid(commitment)],
        },
      ],
      goalsWithoutActivity: [],
      goalsWithoutIndicator: [],
      overlaps: [
        { goalId: uuid(goalId), population: 'Girls', place: { label: 'Mill Lane' }, activityIds: [first, second] },
      ],
      activitiesWithoutGoal: [],
      unlinkedActivities: [],
      organizationsWithoutActivity: [],
    });
    expect(await alignmentWith(agenda, { on: '2024-08-31' })).toMatchObject({
      activityIds: [first],
      unlinkedActivities: [first],
    });
    expect(await alignmentWith(agenda, { on: '2023-12-31' })).toMatchObject({ activityIds: [], entries: [] });
  });

  it('counts an activity for the goal of a core indicator that its output contributes to', async () => {
    const agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const goalId = await fixture.goal(agenda);
    const lessons = await fixture.indicator();
    const readers = await fixture.indicator({ level: 'POPULATION', goalIds: [goalId] });
    const contribution = { indicatorId: lessons, coreIndicatorId: readers, visibility: 'RESTRICTED' };
    await fixture.create(indicatorContributionDefinition, contribution);
    const outputs = [{ description: 'Lessons', indicatorId: lessons }];
    const activityId = await fixture.activity({ outputs });
    expect(await alignmentWith(agenda)).toMatchObject({
      goalsWithoutActivity: [],
      resultsChains: [
        {
          goalId: uuid(goalId),
          coreIndicatorId: uuid(readers),
          contributingIndicatorIds: [uuid(lessons)],
          activityIds: [uuid(activityId)],
        },
      ],
    });
    expect(await alignmentWith(agenda, { viewer: anonymous })).toMatchObject({
      goalsWithoutActivity: [uuid(goalId)],
      resultsChains: [{ contributingIndicatorIds: [], activityIds: [] }],
    });
  });

  it('counts a contribution to an earlier goal for the goal that continues it', async () => {
    const agenda = await fixture.newEcosystem();
    const earlier = await fixture.goal(agenda);
    const next = await fixture.create(commonAgendaDefinition, { ecosystemId: fixture.ecosystemId });
    const goalId = await fixture.goal(next, { basedOnId: earlier });
    const activityId = await fixture.activity({ leadId: await fixture.organization() });
    await fixture.goalContribution({ activityId, goalId: earlier });
    expect((await alignmentWith(next))?.entries).toMatchObject([{ goalId: uuid(goalId), leadIds: [uuid(activityId)] }]);
  });

  it('uses the agenda in force on the date, or now without a date', async () => {
    await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const inForceFrom = async (ratifiedOn: string) => {
      const values = { ecosystemId: fixture.ecosystemId, vision: 'Everyone reads.', visibility: 'PUBLIC' };
      const id = await fixture.create(commonAgendaDefinition, values);
      await fixture.goal(id);
      const proposed = { id, expectedVersion: 1, proposedOn: '2024-01-10' };
      expect(await fixture.writer.transition(proposeCommonAgenda, proposed)).toMatchObject({ ok: true });
      const ratified = { id, expectedVersion: 2, ratifiedOn };
      expect(await fixture.writer.transition(ratifyCommonAgenda, ratified)).toMatchObject({ ok: true });
      return uuid(id);
    };
    const [first, second] = [await inForceFrom('2024-02-01'), await inForceFrom('2024-09-01')];
    const { activity } = createReaders(database.kysely(), localProgram);
    const agendaAndGoals = async (on?: string, commonAgendaId: string | null = null) => {
      const result = await activity.alignment(uuid(fixture.ecosystemId), { commonAgendaId, options: { on } });
      return [result?.commonAgendaId, result?.goalsWithoutActivity.length];
    };
    expect(await agendaAndGoals('2024-01-31')).toEqual([null, 0]);
    expect(await agendaAndGoals('2024-02-01')).toEqual([first, 1]);
    expect(await agendaAndGoals('2024-08-31')).toEqual([first, 1]);
    expect(await agendaAndGoals('2024-09-01')).toEqual([second, 1]);
    expect(await agendaAndGoals()).toEqual([second, 1]);
    expect(await agendaAndGoals('2024-02-01', second)).toEqual([second, 1]);
  });

  it('counts records for a later goal for the earlier goal that it continues, once the later version is ratified', async () => {
    await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const values = { ecosystemId: fixture.ecosystemId, vision: 'Everyone reads.', visibility: 'PUBLIC' };
    const [first, second] = [
      await fixture.create(commonAgendaDefinition, values),
      await fixture.create(commonAgendaDefinition, values),
    ];
    const goalId = await fixture.goal(first);
    const continuing = await fixture.goal(second, { basedOnId: goalId });
    const activityId = await fixture.activity({ leadId: await fixture.organization(), startsOn: '2024-01-01' });
    await fixture.goalContribution({ activityId, goalId: continuing });
    const ratify = async (id: string, ratifiedOn: string) => {
      const proposed = { id, expectedVersion: 1, proposedOn: '2024-01-10' };
      expect(await fixture.writer.transition(proposeCommonAgenda, proposed)).toMatchObject({ ok: true });
      const ratified = { id, expectedVersion: 2, ratifiedOn };
      expect(await fixture.writer.transition(ratifyCommonAgenda, ratified)).toMatchObject({ ok: true });
    };
    const alignmentOn = (on: string) => {
      const { activity } = createReaders(database.kysely(), localProgram);
      return activity.alignment(uuid(fixture.ecosystemId), { commonAgendaId: null, options: { on } });
    };
    await ratify(first, '2024-02-01');
    expect(await alignmentOn('2024-08-31')).toMatchObject({ entries: [], activitiesWithoutGoal: [uuid(activityId)] });
    await ratify(second, '2024-09-01');
    expect(await alignmentOn('2024-08-31')).toMatchObject({
      commonAgendaId: uuid(first),
      entries: [{ goalId: uuid(goalId), leadIds: [uuid(activityId)] }],
      goalsWithoutActivity: [],
      activitiesWithoutGoal: [],
    });
  });

  it('does not use records that the viewer may not see', async () => {
    const agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const restricted = { visibility: 'RESTRICTED' };
    const [goalId, hidden] = [await fixture.goal(agenda), await fixture.organization(restricted)];
    const strategyId = await fixture.strategy(goalId, restricted);
    const activityId = await fixture.activity({ leadId: hidden, ...restricted });
    const other = await fixture.activity({ leadId: hidden, strategyIds: [strategyId] });
    const third = await fixture.activity({ participants: [{ organizationId: hidden }] });
    await fixture.goalContribution({ activityId, goalId });
    await fixture.goalContribution({ activityId: other, goalId, ...restricted });
    await fixture.reinforcement({ activityId: other, reinforcedId: third, ...restricted });
    await fixture.commitment({ organizationId: await fixture.organization(), goalId, ...restricted });
    await fixture.indicator({ goalIds: [goalId], ...restricted });
    expect(await alignmentWith(agenda, { viewer: anonymous })).toMatchObject({
      activityIds: [uuid(other), uuid(third)],
      entries: [],
      goalsWithoutActivity: [uuid(goalId)],
      goalsWithoutIndicator: [uuid(goalId)],
      unlinkedActivities: [uuid(other), uuid(third)],
    });
    expect(await alignmentWith(agenda)).toMatchObject({ goalsWithoutActivity: [], goalsWithoutIndicator: [] });
    const elsewhere = await fixture.newEcosystem();
    await expect(alignmentWith(elsewhere, { viewer: anonymous })).rejects.toThrow('`commonAgenda` is common_agenda_');
  });

  it('is read with one statement for several ecosystems', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      await fixture.newEcosystem();
      await fixture.activity();
      ids.push(uuid(fixture.ecosystemId));
    }
    const { activity } = createReaders(database.kysely(), localProgram);
    const request = { commonAgendaId: null, options: {} };
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([...ids.map((id) => activity.alignment(id, request)), activity.alignment(ids[0] ?? '', request)]),
    );
    expect(result.map((each) => each?.activityIds.length)).toEqual([1, 1, 1, 1]);
    expect(statements).toHaveLength(1);
  });
});
