import { anonymous, operator } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { Setting, uuid } from './activity.fixture.ts';

let database: TestDatabase;
let setting: Setting;
let agenda: string;
let goalId: string;
let hidden: string;
let open: string;

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);

/** How many activities and commitments each viewer finds by an organization: of the list, and of its count. */
async function foundBy(organizationId: string) {
  const count = async (viewer: typeof operator) => {
    const { activity } = reading(viewer);
    const [parent, list] = [
      { of: 'ecosystem', id: uuid(setting.ecosystemId) } as const,
      { page: {}, filter: { organizationId: uuid(organizationId) } },
    ];
    const pages = await Promise.all([activity.activities(parent, list), activity.commitments(parent, list)]);
    return Promise.all(pages.map(async ({ rows, totalCount }) => [rows.length, await totalCount()]));
  };
  return { operator: await count(operator), anonymous: await count(anonymous) };
}

describe.each(engines)('an organization that a viewer may not see, on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    setting = new Setting(database);
  });

  beforeEach(async () => {
    agenda = await setting.begin({ visibility: 'PUBLIC' });
    goalId = await setting.goal(agenda);
    hidden = await setting.organization({ visibility: 'RESTRICTED' });
    open = await setting.organization();
    for (const organizationId of [hidden, open]) await setting.agreed({ organizationId, goalId });
    const participants = [
      { organizationId: hidden, role: null },
      { organizationId: open, role: null },
    ];
    const together = await setting.active({ participants });
    await setting.goalContribution({ activityId: together, goalId });
    for (const leadId of [hidden, open]) await setting.active({ leadId });
  });

  afterAll(() => database.close());

  it('is nobody by whom that viewer finds activities or commitments', async () => {
    const all = [
      [2, 2],
      [1, 1],
    ];
    expect(await foundBy(open)).toEqual({ operator: all, anonymous: all });
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(await foundBy(hidden)).toEqual({ operator: all, anonymous: none });
  });

  it('is in no entry of the alignment that the viewer reads', async () => {
    const organizationsFor = async (viewer: typeof operator) => {
      const asked = { commonAgendaId: uuid(agenda), options: { on: '2024-06-01' } };
      const found = await reading(viewer).activity.alignment(uuid(setting.ecosystemId), asked);
      return new Set(found?.entries.map(({ organizationId }) => organizationId));
    };
    expect(await organizationsFor(operator)).toEqual(new Set([uuid(hidden), uuid(open)]));
    expect(await organizationsFor(anonymous)).toEqual(new Set([uuid(open)]));
  });
});
