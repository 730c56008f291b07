import { anonymous, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from '../agenda/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { Setting, uuid } from './activity.fixture.ts';

describe.each(engines)('alignment on %s', (engine) => {
  let database: TestDatabase;
  let setting: Setting;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    setting = new Setting(database);
  });

  afterAll(() => database.close());

  /** With the draft of an agenda, as the viewer sees it. */
  const alignmentWith = (agenda: string, given: { viewer?: typeof operator; on?: string } = {}) => {
    const { viewer = operator, on } = given;
    const { activity } = createReaders(database.kysely(), viewer);
    return activity.alignment(uuid(setting.ecosystemId), { commonAgendaId: uuid(agenda), options: { on } });
  };

  it('is worked out from everything that the viewer may see', async () => {
    const agenda = await setting.begin({ visibility: 'PUBLIC' });
    const [goalId, organizationId] = [await setting.goal(agenda), await setting.organization()];
    const strategyId = await setting.strategy(goalId);
    const place = { code: 'mill-lane', label: 'Mill Lane' };
    const alike = { strategyIds: [strategyId], place, population: 'Girls' };
    const activityId = await setting.active({ leadId: organizationId, ...alike });
    const participants = [{ organizationId, role: 'gives rooms' }];
    const other = await setting.activity({ participants, ...alike, startsOn: '2024-09-01' });
    const goalContribution = await setting.goalContribution({ activityId, goalId });
    await setting.reinforcement({ activityId, reinforcedId: other });
    const commitment = await setting.agreed({ organizationId, activityId: other });
    await setting.indicator({ goalIds: [goalId] });
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

  it('goes on for a goal that goes on from one of an earlier version', async () => {
    const agenda = await setting.begin();
    const earlier = await setting.goal(agenda);
    const next = await setting.made(commonAgendaDefinition, { ecosystemId: setting.ecosystemId });
    const goalId = await setting.goal(next, { basedOnId: earlier });
    const activityId = await setting.activity({ leadId: await setting.organization() });
    await setting.goalContribution({ activityId, goalId: earlier });
    expect((await alignmentWith(next))?.entries).toMatchObject([{ goalId: uuid(goalId), leadIds: [uuid(activityId)] }]);
  });

  it('looks at the agenda in force on the day, and now at the one in force now', async () => {
    await setting.begin({ visibility: 'PUBLIC' });
    const inForceFrom = async (ratifiedOn: string) => {
      const said = { ecosystemId: setting.ecosystemId, vision: 'Everyone reads.', visibility: 'PUBLIC' };
      const id = await setting.made(commonAgendaDefinition, said);
      await setting.goal(id);
      const proposed = { id, expectedVersion: 1, proposedOn: '2024-01-10' };
      expect(await setting.writer.transition(proposeCommonAgenda, proposed)).toMatchObject({ ok: true });
      const ratified = { id, expectedVersion: 2, ratifiedOn };
      expect(await setting.writer.transition(ratifyCommonAgenda, ratified)).toMatchObject({ ok: true });
      return uuid(id);
    };
    const [first, second] = [await inForceFrom('2024-02-01'), await inForceFrom('2024-09-01')];
    const { activity } = createReaders(database.kysely(), operator);
    const lookedAt = async (on?: string, commonAgendaId: string | null = null) => {
      const found = await activity.alignment(uuid(setting.ecosystemId), { commonAgendaId, options: { on } });
      return [found?.commonAgendaId, found?.goalsWithoutActivity.length];
    };
    expect(await lookedAt('2024-01-31')).toEqual([null, 0]);
    expect(await lookedAt('2024-02-01')).toEqual([first, 1]);
    expect(await lookedAt('2024-08-31')).toEqual([first, 1]);
    expect(await lookedAt('2024-09-01')).toEqual([second, 1]);
    expect(await lookedAt()).toEqual([second, 1]);
    expect(await lookedAt('2024-02-01', second)).toEqual([second, 1]);
  });

  it('knows nothing of what is closed to the viewer', async () => {
    const agenda = await setting.begin({ visibility: 'PUBLIC' });
    const closed = { visibility: 'RESTRICTED' };
    const [goalId, hidden] = [await setting.goal(agenda), await setting.organization(closed)];
    const strategyId = await setting.strategy(goalId, closed);
    const activityId = await setting.activity({ leadId: hidden, ...closed });
    const other = await setting.activity({ leadId: hidden, strategyIds: [strategyId] });
    const third = await setting.activity({ participants: [{ organizationId: hidden }] });
    await setting.goalContribution({ activityId, goalId });
    await setting.goalContribution({ activityId: other, goalId, ...closed });
    await setting.reinforcement({ activityId: other, reinforcedId: third, ...closed });
    await setting.commitment({ organizationId: await setting.organization(), goalId, ...closed });
    await setting.indicator({ goalIds: [goalId], ...closed });
    expect(await alignmentWith(agenda, { viewer: anonymous })).toMatchObject({
      activityIds: [uuid(other), uuid(third)],
      entries: [],
      goalsWithoutActivity: [uuid(goalId)],
      goalsWithoutIndicator: [uuid(goalId)],
      unlinkedActivities: [uuid(other), uuid(third)],
    });
    expect(await alignmentWith(agenda)).toMatchObject({ goalsWithoutActivity: [], goalsWithoutIndicator: [] });
    expect(await alignmentWith(await setting.begin(), { viewer: anonymous })).toBeNull();
  });

  it('is read of any number of ecosystems, and however it is counted, by one statement', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      await setting.begin();
      await setting.activity();
      ids.push(uuid(setting.ecosystemId));
    }
    const { activity } = createReaders(database.kysely(), operator);
    const asked = { commonAgendaId: null, options: {} };
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([...ids.map((id) => activity.alignment(id, asked)), activity.alignment(ids[0] ?? '', asked)]),
    );
    expect(result.map((one) => one?.activityIds.length)).toEqual([1, 1, 1, 1]);
    expect(statements).toHaveLength(1);
  });
});
