import { anonymous, encodeTypeId, localProgram, newUuid, unwrap } from '@collective-impact/sdk';
import { practiceSpread } from '@collective-impact/sdk/learning';
import { describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { created, issues, LearningWorld, uuid } from './learning.fixture.ts';
import { practiceAdoptionDefinition, practiceDefinition } from './practice-writer.ts';

const world = new LearningWorld();

const newPractice = (more: object = {}) =>
  created(
    'practice',
    world.writer.create(practiceDefinition, {
      ecosystemId: world.ecosystemId,
      title: 'Snacks first',
      description: 'Eat, then build.',
      visibility: 'PUBLIC',
      ...more,
    }),
  );

const adopt = (practiceId: string, more: object = {}) =>
  world.writer.create(practiceAdoptionDefinition, {
    ecosystemId: world.ecosystemId,
    practiceId,
    adoptedOn: '2024-09-01',
    visibility: 'PUBLIC',
    ...more,
  });

describe.each(engines)('practices on %s', (engine) => {
  world.prepare(engine);

  it('are adopted once by an activity and once by the ecosystem as a whole', async () => {
    const practice = await newPractice({ originId: await world.newActivity() });
    const activityId = await world.newActivity({ title: 'A camp' });
    await created('practice_adoption', adopt(practice, { activityId }));
    await created('practice_adoption', adopt(practice));
    expect(issues(await adopt(practice, { activityId }))).toEqual(['DUPLICATE activityId']);
    expect(issues(await adopt(practice))).toEqual(['DUPLICATE practiceId']);
    await created('practice_adoption', adopt(practice, { activityId: await world.newActivity({ title: 'Another' }) }));
  });

  it('can be discontinued, and adopted again', async () => {
    const practice = await newPractice();
    const adoptedOn = '2024-03-01';
    const id = await created('practice_adoption', adopt(practice, { adoptedOn }));
    const discontinue = async (discontinuedOn: string) =>
      issues(await world.writer.update(practiceAdoptionDefinition, { id, expectedVersion: 1, discontinuedOn }));
    expect(await discontinue('2024-02-29')).toEqual(['DATES_OUT_OF_ORDER discontinuedOn']);
    expect(await discontinue('2999-01-01')).toEqual(['OUT_OF_RANGE discontinuedOn']);
    expect(await discontinue('2024-06-01')).toEqual([]);
    await created('practice_adoption', adopt(practice, { adoptedOn: '2024-09-01' }));
    expect(issues(await adopt(practice))).toEqual(['DUPLICATE practiceId']);
    const spread = unwrap(practiceSpread(await world.reading().learning.everyAdoptionOf(uuid(practice))));
    expect(spread.map(({ on, currentEcosystems }) => `${on} ${currentEcosystems}`)).toEqual([
      '2024-03-01 1',
      '2024-06-01 0',
      '2024-09-01 1',
    ]);
  });

  it('are adopted by other ecosystems, for their own activities only', async () => {
    const practice = await newPractice();
    const here = await world.newActivity();
    await created('practice_adoption', adopt(practice, { ecosystemId: world.elsewhere }));
    expect(issues(await adopt(practice, { ecosystemId: world.elsewhere, activityId: here }))).toEqual([
      'OTHER_ECOSYSTEM activityId',
    ]);
    expect(issues(await adopt(encodeTypeId('practice', newUuid())))).toEqual(['NOT_FOUND practiceId']);
    const { learning } = world.reading();
    expect((await learning.adoptionsIn(uuid(world.elsewhere), {})).rows).toMatchObject([
      { practiceId: uuid(practice) },
    ]);
    expect((await learning.adoptionsIn(uuid(world.ecosystemId), {})).rows).toEqual([]);
  });

  it('have a spread that counts the adoptions that the viewer may see', async () => {
    const practice = await newPractice();
    await created('practice_adoption', adopt(practice, { adoptedOn: '2024-03-01', visibility: 'RESTRICTED' }));
    await created('practice_adoption', adopt(practice, { ecosystemId: world.elsewhere, adoptedOn: '2025-03-01' }));
    const spread = async (viewer: typeof localProgram) =>
      unwrap(practiceSpread(await world.reading(viewer).learning.everyAdoptionOf(uuid(practice)))).map(
        ({ on, activities, ecosystems }) => ({ on, activities, ecosystems }),
      );
    expect(await spread(localProgram)).toEqual([
      { on: '2024-03-01', activities: 0, ecosystems: 1 },
      { on: '2025-03-01', activities: 0, ecosystems: 2 },
    ]);
    expect(await spread(anonymous)).toEqual([{ on: '2025-03-01', activities: 0, ecosystems: 1 }]);
  });

  it('have a spread that counts the activities that the viewer may see', async () => {
    const practice = await newPractice();
    const spread = async (viewer: typeof localProgram) =>
      unwrap(practiceSpread(await world.reading(viewer).learning.everyAdoptionOf(uuid(practice)))).map(
        ({ on, activities, ecosystems }) => ({ on, activities, ecosystems }),
      );
    const closed = await world.newActivity({ visibility: 'RESTRICTED' });
    await created('practice_adoption', adopt(practice, { activityId: closed, adoptedOn: '2024-03-01' }));
    await created(
      'practice_adoption',
      adopt(practice, { activityId: await world.newActivity(), adoptedOn: '2025-03-01' }),
    );
    expect(await spread(localProgram)).toEqual([
      { on: '2024-03-01', activities: 1, ecosystems: 1 },
      { on: '2025-03-01', activities: 2, ecosystems: 1 },
    ]);
    expect(await spread(anonymous)).toEqual([
      { on: '2024-03-01', activities: 0, ecosystems: 1 },
      { on: '2025-03-01', activities: 1, ecosystems: 1 },
    ]);
  });
});
