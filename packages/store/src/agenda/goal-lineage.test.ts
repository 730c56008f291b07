import { anonymous, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activityDefinition, commitmentDefinition, goalContributionDefinition } from '../activity/index.ts';
import { policyActionDefinition } from '../backbone/index.ts';
import { workingGroupDefinition } from '../communication/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import type { Readers } from '../readers.ts';
import { AgendaFixture, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { goalDefinition } from './goal-writer.ts';
import { strategyDefinition } from './strategy-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystemId: string;
let first: string;
let later: string;
let latest: string;
let unrelated: string;

/** Readers of the lists of a goal. */
function listsOf(goal: string, { activity, indicator, communication, backbone }: Readers) {
  const [id, page] = [uuidOf(goal), {}];
  return {
    activities: () => activity.activities({ of: 'goal', id }, { page, filter: {} }),
    goalContributions: () => activity.goalContributions({ of: 'goal', id }, { page }),
    commitments: () => activity.commitments({ of: 'goal', id }, { page, filter: {} }),
    indicators: () => indicator.definitions.indicatorsOfGoal(id, page),
    workingGroups: () => communication.workingGroups({ of: 'goal', id }, page),
    policyActions: () => backbone.policyActionsOf(id, page),
  };
}

/** The number of records in each list of a goal, which must equal its total count. */
async function counts(goal: string, viewer?: Viewer): Promise<Record<string, number>> {
  const counted = Object.entries(listsOf(goal, fixture.read(viewer))).map(async ([name, list]) => {
    const page = await list();
    expect(await page.totalCount()).toBe(page.rows.length);
    return [name, page.rows.length] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

/** Creates a record for each list of a goal: one activity with a contribution, another with a strategy. */
async function serve(goal: string, code: string): Promise<void> {
  const strategyId = await fixture.create(strategyDefinition, { goalId: goal, title: 'Clubs' });
  const activityId = await fixture.create(activityDefinition, { ecosystemId, title: 'Club' });
  await fixture.create(activityDefinition, { ecosystemId, title: 'Course', strategyIds: [strategyId] });
  await fixture.create(goalContributionDefinition, { activityId, goalId: goal });
  const organizationId = await fixture.organization(ecosystemId);
  await fixture.create(commitmentDefinition, { organizationId, goalId: goal, statement: 'We open on Saturdays.' });
  const goalIds = [goal];
  await fixture.create(indicatorDefinition, { ecosystemId, code, name: 'Places', level: 'POPULATION', goalIds });
  await fixture.create(workingGroupDefinition, { ecosystemId, name: `Group ${code}`, goalIds });
  await fixture.create(policyActionDefinition, { ecosystemId, title: 'A law', goalId: goal });
}

const expectedCounts = (count: number) => ({
  activities: 2 * count,
  goalContributions: count,
  commitments: count,
  indicators: count,
  workingGroups: count,
  policyActions: count,
});

describe.each(engines)('a record that serves a goal on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    const agendas = [
      await fixture.agenda(ecosystemId),
      await fixture.agenda(ecosystemId),
      await fixture.agenda(ecosystemId),
    ];
    const next = (at: number, basedOnId: string) =>
      fixture.create(goalDefinition, { commonAgendaId: agendas[at]?.id, code: 'N', title: 'Next', basedOnId });
    first = agendas[0]?.goal ?? '';
    unrelated = agendas[2]?.goal ?? '';
    later = await next(1, first);
    latest = await next(2, later);
    await serve(first, 'I1');
  });

  afterAll(() => database.close());

  it('also serves the goals of later versions that continue the goal, and no others', async () => {
    expect(await counts(first)).toEqual(expectedCounts(1));
    expect(await counts(later)).toEqual(expectedCounts(1));
    await serve(latest, 'I2');
    expect(await counts(latest)).toEqual(expectedCounts(2));
    expect(await counts(later)).toEqual(expectedCounts(1));
    expect(await counts(first)).toEqual(expectedCounts(1));
    expect(await counts(unrelated)).toEqual(expectedCounts(0));
  });

  it('is listed only if the viewer may see every goal between the two versions', async () => {
    expect(await counts(latest, anonymous)).toEqual(expectedCounts(1));
    await fixture.update(goalDefinition, later, { visibility: 'RESTRICTED' });
    expect(await counts(latest, anonymous)).toEqual(expectedCounts(0));
    expect(await counts(first, anonymous)).toEqual(expectedCounts(1));
    expect(await counts(latest)).toEqual(expectedCounts(1));
  });

  it.each(Object.keys(expectedCounts(0)) as (keyof ReturnType<typeof listsOf>)[])(
    'is read with one statement for the %s of several goals',
    async (name) => {
      const readers = fixture.read();
      const { result, statements } = await statementsOf(database, () =>
        Promise.all([first, later, latest].map((goal) => listsOf(goal, readers)[name]())),
      );
      const count = expectedCounts(1)[name];
      expect(result.map(({ rows }) => rows.length)).toEqual([count, count, count]);
      expect(statements).toHaveLength(1);
    },
  );
});
