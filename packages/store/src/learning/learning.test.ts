import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  localProgram,
  newUuid,
  type Outcome,
  unwrap,
} from '@collective-impact/sdk';
import { practiceSpread } from '@collective-impact/sdk/learning';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activityDefinition } from '../activity/index.ts';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { indicatorDefinition } from '../indicator/index.ts';
import { createReaders } from '../readers.ts';
import type { AnyTransition } from '../shared/transition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import {
  decideImprovementCycle,
  improvementCycleDefinition,
  startImprovementCycle,
  studyImprovementCycle,
} from './cycle-writer.ts';
import { practiceAdoptionDefinition, practiceDefinition } from './practice-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;
let elsewhere: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function created(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return encodeTypeId(prefix, result.value);
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

const newEcosystem = () =>
  created(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' }),
  );
const newActivity = (more: object = {}) =>
  created(
    'activity',
    writer.create(activityDefinition, { ecosystemId, title: 'A club', visibility: 'PUBLIC', ...more }),
  );

const createCycle = (command: Command = {}) =>
  writer.create(improvementCycleDefinition, { ecosystemId, aim: 'More come back.', ...command });
const newCycle = (command: Command = {}) => created('improvement_cycle', createCycle(command));
const updateCycle = (command: Command) => writer.update(improvementCycleDefinition, command);
const transition = (definition: AnyTransition, command: Command) => writer.transition(definition, command);

const newPractice = (more: object = {}) =>
  created(
    'practice',
    writer.create(practiceDefinition, {
      ecosystemId,
      title: 'Snacks first',
      description: 'Eat, then build.',
      visibility: 'PUBLIC',
      ...more,
    }),
  );
const adopt = (practiceId: string, more: object = {}) =>
  writer.create(practiceAdoptionDefinition, {
    ecosystemId,
    practiceId,
    adoptedOn: '2024-09-01',
    visibility: 'PUBLIC',
    ...more,
  });

async function createEcosystems() {
  ecosystemId = await newEcosystem();
  elsewhere = await newEcosystem();
}

describe.each(engines)('improvement cycles on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystems);

  afterAll(() => database.close());

  it('go through the stages in order, and require the fields of each stage', async () => {
    const id = await newCycle();
    const succeeds = (outcome: Promise<Outcome<string>>) => created('improvement_cycle', outcome);
    expect(issues(await transition(startImprovementCycle, { id, expectedVersion: 1 }))).toEqual([
      'REQUIRED id',
      'REQUIRED startsOn',
    ]);
    await succeeds(updateCycle({ id, expectedVersion: 1, prediction: 'Eight of ten come back.' }));
    await succeeds(transition(startImprovementCycle, { id, expectedVersion: 2, startsOn: '2024-02-01' }));
    expect(issues(await transition(studyImprovementCycle, { id, expectedVersion: 3 }))).toEqual(['REQUIRED endsOn']);
    expect(issues(await transition(studyImprovementCycle, { id, expectedVersion: 3, endsOn: '2024-01-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    await succeeds(transition(studyImprovementCycle, { id, expectedVersion: 3, endsOn: '2024-03-01' }));
    expect(issues(await transition(decideImprovementCycle, { id, expectedVersion: 4, decision: 'ADAPT' }))).toEqual([
      'REQUIRED id',
    ]);
    await succeeds(updateCycle({ id, expectedVersion: 4, result: 'Six of ten did.' }));
    expect(issues(await transition(decideImprovementCycle, { id, expectedVersion: 5 }))).toEqual(['REQUIRED decision']);
    expect(issues(await transition(decideImprovementCycle, { id, expectedVersion: 5, decision: 'WAIT' }))).toEqual([
      'INVALID decision',
    ]);
    await succeeds(transition(decideImprovementCycle, { id, expectedVersion: 5, decision: 'ADAPT' }));
    expect(await reading().record('improvement_cycle', uuid(id))).toMatchObject({
      stage: 'ACT',
      decision: 'ADAPT',
      startsOn: '2024-02-01',
      endsOn: '2024-03-01',
      version: 6,
    });
    expect(issues(await transition(startImprovementCycle, { id, expectedVersion: 6 }))).toEqual([
      'ILLEGAL_TRANSITION id',
    ]);
    expect(issues(await updateCycle({ id, expectedVersion: 6, result: 'Ten.' }))).toEqual(['IMMUTABLE result']);
  });

  it('cannot change their prediction after the start', async () => {
    const id = await newCycle({ prediction: 'Eight.', startsOn: '2024-02-01' });
    await created('improvement_cycle', updateCycle({ id, expectedVersion: 1, prediction: 'Nine.' }));
    await created('improvement_cycle', transition(startImprovementCycle, { id, expectedVersion: 2 }));
    expect(issues(await updateCycle({ id, expectedVersion: 3, prediction: 'Six.' }))).toEqual(['IMMUTABLE prediction']);
    expect(issues(await updateCycle({ id, expectedVersion: 3, prediction: null }))).toEqual(['IMMUTABLE prediction']);
    expect(issues(await updateCycle({ id, expectedVersion: 3, startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issues(await updateCycle({ id, expectedVersion: 3, result: 'Six.' }))).toEqual(['INVALID result']);
    await created(
      'improvement_cycle',
      updateCycle({ id, expectedVersion: 3, prediction: 'Nine.', aim: 'All come back.' }),
    );
    expect(issues(await updateCycle({ id, expectedVersion: 3, aim: 'Late' }))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('cannot start or end in the future', async () => {
    const id = await newCycle({ prediction: 'Eight.', startsOn: '2999-01-01', endsOn: '2999-02-01' });
    const start = (more: object) => transition(startImprovementCycle, { id, expectedVersion: 1, ...more });
    expect(issues(await start({}))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await start({ startsOn: '2999-01-02' }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await start({ startsOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await updateCycle({ id, expectedVersion: 2, startsOn: '2999-01-01' }))).toEqual([
      'OUT_OF_RANGE startsOn',
    ]);
    expect(issues(await transition(studyImprovementCycle, { id, expectedVersion: 2 }))).toEqual([
      'OUT_OF_RANGE endsOn',
    ]);
    expect(issues(await transition(studyImprovementCycle, { id, expectedVersion: 2, endsOn: '2024-03-01' }))).toEqual(
      [],
    );
    expect(issues(await updateCycle({ id, expectedVersion: 3, endsOn: '2999-02-01' }))).toEqual([
      'OUT_OF_RANGE endsOn',
    ]);
  });

  it('cannot be created with a stage, a decision or a result', async () => {
    const outcome = await createCycle({ stage: 'ACT', decision: 'ADOPT' });
    expect(issues(outcome).sort()).toEqual(['INVALID decision', 'INVALID stage']);
    expect(issues(await createCycle({ result: 'Six.' }))).toEqual(['INVALID result']);
  });

  it('can follow a cycle of the same ecosystem, which cannot change', async () => {
    const first = await newCycle();
    const second = await newCycle({ previousCycleId: first });
    expect(issues(await updateCycle({ id: first, expectedVersion: 1, previousCycleId: second }))).toEqual([
      'INVALID previousCycleId',
    ]);
    expect(issues(await createCycle({ ecosystemId: elsewhere, previousCycleId: first }))).toEqual([
      'OTHER_ECOSYSTEM previousCycleId',
    ]);
    expect((await reading().learning.nextCycles(uuid(first), {})).rows).toMatchObject([{ id: uuid(second) }]);
  });

  it('are checked by constraints of the database for each stage', async () => {
    const id = await newCycle();
    const raw = (set: ReturnType<typeof sql>) =>
      sql`update "improvement_cycle" set ${set} where "id" = ${uuid(id)}::uuid`.execute(database.kysely());
    await expect(raw(sql`"stage" = 'DO'`)).rejects.toThrow('improvement_cycle_started');
    const started = sql`"prediction" = 'p', "starts_on" = '2024-02-01'`;
    await expect(raw(sql`"stage" = 'STUDY', ${started}`)).rejects.toThrow('improvement_cycle_studied');
    await expect(raw(sql`"stage" = 'ACT', "ends_on" = '2024-03-01', "decision" = 'ADOPT', ${started}`)).rejects.toThrow(
      'improvement_cycle_result',
    );
    await expect(raw(sql`"decision" = 'ADOPT'`)).rejects.toThrow('improvement_cycle_decided');
    await expect(raw(sql`"previous_cycle_id" = "id"`)).rejects.toThrow('improvement_cycle_follows_another');
  });

  it('are listed by stage, activity and indicator, with one statement for each list', async () => {
    const activityId = await newActivity();
    const indicator = await created(
      'indicator',
      writer.create(indicatorDefinition, { ecosystemId, code: 'I1', name: 'Who comes back', level: 'PROGRAM' }),
    );
    const missing = encodeTypeId('indicator', newUuid());
    expect(issues(await createCycle({ indicatorIds: [indicator, missing] }))).toEqual(['NOT_FOUND indicatorIds.1']);
    const id = await newCycle({ activityId, indicatorIds: [indicator], prediction: 'Eight.', startsOn: '2024-02-01' });
    await newCycle();
    await created('improvement_cycle', transition(startImprovementCycle, { id, expectedVersion: 1 }));
    const { learning } = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([
        ...[ecosystemId, elsewhere].map((each) => learning.cycles(uuid(each), { page: {}, filter: { stage: 'DO' } })),
        learning.cyclesOf(uuid(activityId), {}),
        learning.cyclesWith(uuid(indicator), {}),
      ]),
    );
    expect(result.map(({ rows }) => rows.map((row) => row.id))).toEqual([[uuid(id)], [], [uuid(id)], [uuid(id)]]);
    expect(statements).toHaveLength(3);
  });
});

describe.each(engines)('practices on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(createEcosystems);

  afterAll(() => database.close());

  it('are adopted once by an activity and once by the ecosystem as a whole', async () => {
    const practice = await newPractice({ originId: await newActivity() });
    const activityId = await newActivity({ title: 'A camp' });
    await created('practice_adoption', adopt(practice, { activityId }));
    await created('practice_adoption', adopt(practice));
    expect(issues(await adopt(practice, { activityId }))).toEqual(['DUPLICATE activityId']);
    expect(issues(await adopt(practice))).toEqual(['DUPLICATE practiceId']);
    await created('practice_adoption', adopt(practice, { activityId: await newActivity({ title: 'Another' }) }));
  });

  it('can be discontinued, and adopted again', async () => {
    const practice = await newPractice();
    const adoptedOn = '2024-03-01';
    const id = await created('practice_adoption', adopt(practice, { adoptedOn }));
    const discontinue = async (discontinuedOn: string) =>
      issues(await writer.update(practiceAdoptionDefinition, { id, expectedVersion: 1, discontinuedOn }));
    expect(await discontinue('2024-02-29')).toEqual(['DATES_OUT_OF_ORDER discontinuedOn']);
    expect(await discontinue('2999-01-01')).toEqual(['OUT_OF_RANGE discontinuedOn']);
    expect(await discontinue('2024-06-01')).toEqual([]);
    await created('practice_adoption', adopt(practice, { adoptedOn: '2024-09-01' }));
    expect(issues(await adopt(practice))).toEqual(['DUPLICATE practiceId']);
    const spread = unwrap(practiceSpread(await reading().learning.everyAdoptionOf(uuid(practice))));
    expect(spread.map(({ on, currentEcosystems }) => `${on} ${currentEcosystems}`)).toEqual([
      '2024-03-01 1',
      '2024-06-01 0',
      '2024-09-01 1',
    ]);
  });

  it('are adopted by other ecosystems, for their own activities only', async () => {
    const practice = await newPractice();
    const here = await newActivity();
    await created('practice_adoption', adopt(practice, { ecosystemId: elsewhere }));
    expect(issues(await adopt(practice, { ecosystemId: elsewhere, activityId: here }))).toEqual([
      'OTHER_ECOSYSTEM activityId',
    ]);
    expect(issues(await adopt(encodeTypeId('practice', newUuid())))).toEqual(['NOT_FOUND practiceId']);
    const { learning } = reading();
    expect((await learning.adoptionsIn(uuid(elsewhere), {})).rows).toMatchObject([{ practiceId: uuid(practice) }]);
    expect((await learning.adoptionsIn(uuid(ecosystemId), {})).rows).toEqual([]);
  });

  it('have a spread that counts the adoptions that the viewer may see', async () => {
    const practice = await newPractice();
    await created('practice_adoption', adopt(practice, { adoptedOn: '2024-03-01', visibility: 'RESTRICTED' }));
    await created('practice_adoption', adopt(practice, { ecosystemId: elsewhere, adoptedOn: '2025-03-01' }));
    const spread = async (viewer: typeof localProgram) =>
      unwrap(practiceSpread(await reading(viewer).learning.everyAdoptionOf(uuid(practice)))).map(
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
      unwrap(practiceSpread(await reading(viewer).learning.everyAdoptionOf(uuid(practice)))).map(
        ({ on, activities, ecosystems }) => ({ on, activities, ecosystems }),
      );
    const closed = await newActivity({ visibility: 'RESTRICTED' });
    await created('practice_adoption', adopt(practice, { activityId: closed, adoptedOn: '2024-03-01' }));
    await created('practice_adoption', adopt(practice, { activityId: await newActivity(), adoptedOn: '2025-03-01' }));
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
