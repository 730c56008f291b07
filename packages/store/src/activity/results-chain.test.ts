import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonAgendaDefinition } from '../agenda/index.ts';
import { indicatorContributionDefinition, indicatorDefinition } from '../indicator/index.ts';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { ActivityFixture, issues, uuid } from './activity.fixture.ts';

describe.each(engines)('results chains on %s', (engine) => {
  let database: TestDatabase;
  let fixture: ActivityFixture;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new ActivityFixture(database);
  });

  afterAll(() => database.close());

  const link = (indicatorId: string, coreIndicatorId: string, more: object = {}) =>
    fixture.create(indicatorContributionDefinition, { indicatorId, coreIndicatorId, visibility: 'PUBLIC', ...more });

  /** A goal with the indicator `readers`, to which the indicator `lessons` contributes. */
  async function linkedIndicators(more: object = {}) {
    const agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    const goalId = await fixture.goal(agenda);
    const lessons = await fixture.indicator();
    const readers = await fixture.indicator({ level: 'POPULATION', goalIds: [goalId] });
    await link(lessons, readers, more);
    return { agenda, goalId, lessons, readers };
  }

  it('declare each contribution once, to a population-level indicator of the same ecosystem', async () => {
    const { lessons, readers } = await linkedIndicators();
    const declare = async (indicatorId: string, coreIndicatorId: string) =>
      issues(await fixture.writer.create(indicatorContributionDefinition, { indicatorId, coreIndicatorId }));
    expect(await declare(lessons, readers)).toEqual(['DUPLICATE coreIndicatorId']);
    expect(await declare(lessons, lessons)).toEqual(['INVALID coreIndicatorId']);
    expect(await declare(readers, lessons)).toEqual(['INVALID indicatorId', 'INVALID coreIndicatorId']);
    await fixture.newEcosystem();
    expect(await declare(await fixture.indicator(), readers)).toEqual(['OTHER_ECOSYSTEM coreIndicatorId']);
  });

  it('keep the levels of linked indicators', async () => {
    const { lessons, readers } = await linkedIndicators();
    const change = async (id: string, level: string) =>
      issues(await fixture.writer.update(indicatorDefinition, { id, expectedVersion: 1, level }));
    expect(await change(lessons, 'POPULATION')).toEqual(['INVALID level']);
    expect(await change(readers, 'PROGRAM')).toEqual(['INVALID level']);
    expect(await change(readers, 'POPULATION')).toEqual([]);
    expect(await change(lessons, 'SYSTEM')).toEqual([]);
  });

  it('link activities to the goals of core indicators, through outputs and goal contributions that the viewer may see', async () => {
    const { agenda, goalId, lessons } = await linkedIndicators();
    const next = await fixture.create(commonAgendaDefinition, { ecosystemId: fixture.ecosystemId });
    const continued = await fixture.goal(next, { basedOnId: goalId });
    const outputs = [{ description: 'Lessons', indicatorId: lessons }];
    const byOutput = await fixture.activity({ outputs });
    const byContribution = await fixture.activity();
    const values = { activityId: byContribution, goalId: await fixture.goal(agenda), indicatorId: lessons };
    await fixture.goalContribution({ ...values, visibility: 'RESTRICTED' });
    await fixture.activity({ outputs: [{ description: 'Lessons', indicatorId: await fixture.indicator() }] });
    const activitiesOf = async (goal: string, viewer = localProgram) => {
      const { activity } = createReaders(database.kysely(), viewer);
      const { rows } = await activity.activities({ of: 'goal', id: uuid(goal) }, { page: {} });
      return rows.map(({ id }) => id);
    };
    expect(await activitiesOf(goalId)).toEqual([uuid(byOutput), uuid(byContribution)]);
    expect(await activitiesOf(continued)).toEqual([uuid(byOutput), uuid(byContribution)]);
    expect(await activitiesOf(goalId, anonymous)).toEqual([uuid(byOutput)]);
  });

  it('link activities that name a core indicator itself', async () => {
    const { agenda, goalId, readers } = await linkedIndicators();
    const byOutput = await fixture.activity({ outputs: [{ description: 'Books', indicatorId: readers }] });
    const byContribution = await fixture.activity();
    const values = { activityId: byContribution, goalId: await fixture.goal(agenda), indicatorId: readers };
    await fixture.goalContribution({ ...values, visibility: 'PUBLIC' });
    const program = await fixture.indicator({ goalIds: [goalId] });
    await fixture.activity({ outputs: [{ description: 'Lessons', indicatorId: program }] });
    const hidden = await fixture.indicator({ level: 'POPULATION', goalIds: [goalId], visibility: 'RESTRICTED' });
    const byHidden = await fixture.activity({ outputs: [{ description: 'Tests', indicatorId: hidden }] });
    const activitiesFor = async (viewer: Viewer) => {
      const { rows } = await createReaders(database.kysely(), viewer).activity.activities(
        { of: 'goal', id: uuid(goalId) },
        { page: {} },
      );
      return rows.map(({ id }) => id);
    };
    expect(await activitiesFor(localProgram)).toEqual([uuid(byOutput), uuid(byContribution), uuid(byHidden)]);
    expect(await activitiesFor(anonymous)).toEqual([uuid(byOutput), uuid(byContribution)]);
  });

  it('link no activity through a contribution that the viewer may not see', async () => {
    const { goalId, lessons } = await linkedIndicators({ visibility: 'RESTRICTED' });
    await fixture.activity({ outputs: [{ description: 'Lessons', indicatorId: lessons }] });
    const { activity } = createReaders(database.kysely(), anonymous);
    const { rows } = await activity.activities({ of: 'goal', id: uuid(goalId) }, { page: {} });
    expect(rows).toEqual([]);
  });

  it('return the outcomes of several activities with one statement', async () => {
    const { lessons, readers } = await linkedIndicators();
    const ids = [
      await fixture.activity({ outputs: [{ description: 'Lessons', indicatorId: lessons }] }),
      await fixture.activity(),
    ];
    const { activity, record } = createReaders(database.kysely(), localProgram);
    const rows = await Promise.all(ids.map((id) => record('activity', uuid(id))));
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(rows.map((row) => row && activity.outcomes(row))),
    );
    expect(result).toEqual([
      [{ indicatorId: uuid(readers), role: 'CORE', contributingIndicatorIds: [uuid(lessons)] }],
      [],
    ]);
    expect(statements).toHaveLength(1);
  });
});
