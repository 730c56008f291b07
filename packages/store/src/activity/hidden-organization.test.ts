import { anonymous, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { ActivityFixture, uuid } from './activity.fixture.ts';

let database: TestDatabase;
let fixture: ActivityFixture;
let agenda: string;
let goalId: string;
let hidden: string;
let visible: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);

/** The lengths and total counts of the activities and commitments that each viewer gets for an organization. */
async function countsFor(organizationId: string) {
  const count = async (viewer: typeof localProgram) => {
    const { activity } = reading(viewer);
    const [parent, list] = [
      { of: 'ecosystem', id: uuid(fixture.ecosystemId) } as const,
      { page: {}, filter: { organizationId: uuid(organizationId) } },
    ];
    const pages = await Promise.all([activity.activities(parent, list), activity.commitments(parent, list)]);
    return Promise.all(pages.map(async ({ rows, totalCount }) => [rows.length, await totalCount()]));
  };
  return { local: await count(localProgram), anonymous: await count(anonymous) };
}

describe.each(engines)('a hidden organization on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new ActivityFixture(database);
  });

  beforeEach(async () => {
    agenda = await fixture.newEcosystem({ visibility: 'PUBLIC' });
    goalId = await fixture.goal(agenda);
    hidden = await fixture.organization({ visibility: 'RESTRICTED' });
    visible = await fixture.organization();
    for (const organizationId of [hidden, visible]) await fixture.agreedCommitment({ organizationId, goalId });
    const participants = [
      { organizationId: hidden, role: null },
      { organizationId: visible, role: null },
    ];
    const sharedActivity = await fixture.activeActivity({ participants });
    await fixture.goalContribution({ activityId: sharedActivity, goalId });
    for (const leadId of [hidden, visible]) await fixture.activeActivity({ leadId });
  });

  afterAll(() => database.close());

  it('returns no activities or commitments when the viewer filters by it', async () => {
    const all = [
      [2, 2],
      [1, 1],
    ];
    expect(await countsFor(visible)).toEqual({ local: all, anonymous: all });
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(await countsFor(hidden)).toEqual({ local: all, anonymous: none });
  });

  it('is in no alignment entry of the viewer', async () => {
    const organizationsFor = async (viewer: typeof localProgram) => {
      const request = { commonAgendaId: uuid(agenda), options: { on: '2024-06-01' } };
      const alignment = await reading(viewer).activity.alignment(uuid(fixture.ecosystemId), request);
      return new Set(alignment?.entries.map(({ organizationId }) => organizationId));
    };
    expect(await organizationsFor(localProgram)).toEqual(new Set([uuid(hidden), uuid(visible)]));
    expect(await organizationsFor(anonymous)).toEqual(new Set([uuid(visible)]));
  });
});
