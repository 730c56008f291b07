import { anonymous, decodeTypeId, encodeTypeId, newUuid, type Outcome, operator, unwrap } from '@collective-impact/sdk';
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

const reading = (viewer = operator) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

async function made(prefix: string, outcome: Promise<Outcome<string>>): Promise<string> {
  const done = await outcome;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return encodeTypeId(prefix, done.value);
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

const newEcosystem = () =>
  made(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', visibility: 'PUBLIC' }),
  );
const newActivity = (more: object = {}) =>
  made('activity', writer.create(activityDefinition, { ecosystemId, title: 'A club', visibility: 'PUBLIC', ...more }));

const plan = (command: Command = {}) =>
  writer.create(improvementCycleDefinition, { ecosystemId, aim: 'More come back.', ...command });
const planned = (command: Command = {}) => made('improvement_cycle', plan(command));
const change = (command: Command) => writer.update(improvementCycleDefinition, command);
const step = (transition: AnyTransition, command: Command) => writer.transition(transition, command);

const describePractice = (more: object = {}) =>
  made(
    'practice',
    writer.create(practiceDefinition, {
      ecosystemId,
      title: 'Snacks first',
      description: 'Eat, then build.',
      visibility: 'PUBLIC',
      ...more,
    }),
  );
const takeUp = (practiceId: string, more: object = {}) =>
  writer.create(practiceAdoptionDefinition, {
    ecosystemId,
    practiceId,
    adoptedOn: '2024-09-01',
    visibility: 'PUBLIC',
    ...more,
  });

async function beginning() {
  ecosystemId = await newEcosystem();
  elsewhere = await newEcosystem();
}

describe.each(engines)('improvement cycles on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  it('go from a plan to a decision, each step with what it needs', async () => {
    const id = await planned();
    const done = (outcome: Promise<Outcome<string>>) => made('improvement_cycle', outcome);
    expect(issues(await step(startImprovementCycle, { id, expectedVersion: 1 }))).toEqual([
      'REQUIRED id',
      'REQUIRED startsOn',
    ]);
    await done(change({ id, expectedVersion: 1, prediction: 'Eight of ten come back.' }));
    await done(step(startImprovementCycle, { id, expectedVersion: 2, startsOn: '2024-02-01' }));
    expect(issues(await step(studyImprovementCycle, { id, expectedVersion: 3 }))).toEqual(['REQUIRED endsOn']);
    expect(issues(await step(studyImprovementCycle, { id, expectedVersion: 3, endsOn: '2024-01-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    await done(step(studyImprovementCycle, { id, expectedVersion: 3, endsOn: '2024-03-01' }));
    expect(issues(await step(decideImprovementCycle, { id, expectedVersion: 4, decision: 'ADAPT' }))).toEqual([
      'REQUIRED id',
    ]);
    await done(change({ id, expectedVersion: 4, result: 'Six of ten did.' }));
    expect(issues(await step(decideImprovementCycle, { id, expectedVersion: 5 }))).toEqual(['REQUIRED decision']);
    expect(issues(await step(decideImprovementCycle, { id, expectedVersion: 5, decision: 'WAIT' }))).toEqual([
      'INVALID decision',
    ]);
    await done(step(decideImprovementCycle, { id, expectedVersion: 5, decision: 'ADAPT' }));
    expect(await reading().record('improvement_cycle', uuid(id))).toMatchObject({
      stage: 'ACT',
      decision: 'ADAPT',
      startsOn: '2024-02-01',
      endsOn: '2024-03-01',
      version: 6,
    });
    expect(issues(await step(startImprovementCycle, { id, expectedVersion: 6 }))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(issues(await change({ id, expectedVersion: 6, result: 'Ten.' }))).toEqual(['IMMUTABLE result']);
  });

  it('keep their prediction once they are started', async () => {
    const id = await planned({ prediction: 'Eight.', startsOn: '2024-02-01' });
    await made('improvement_cycle', change({ id, expectedVersion: 1, prediction: 'Nine.' }));
    await made('improvement_cycle', step(startImprovementCycle, { id, expectedVersion: 2 }));
    expect(issues(await change({ id, expectedVersion: 3, prediction: 'Six.' }))).toEqual(['IMMUTABLE prediction']);
    expect(issues(await change({ id, expectedVersion: 3, prediction: null }))).toEqual(['IMMUTABLE prediction']);
    expect(issues(await change({ id, expectedVersion: 3, startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issues(await change({ id, expectedVersion: 3, result: 'Six.' }))).toEqual(['INVALID result']);
    await made('improvement_cycle', change({ id, expectedVersion: 3, prediction: 'Nine.', aim: 'All come back.' }));
    expect(issues(await change({ id, expectedVersion: 3, aim: 'Late' }))).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('are tried on no day to come', async () => {
    const id = await planned({ prediction: 'Eight.', startsOn: '2999-01-01', endsOn: '2999-02-01' });
    const start = (more: object) => step(startImprovementCycle, { id, expectedVersion: 1, ...more });
    expect(issues(await start({}))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await start({ startsOn: '2999-01-02' }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await start({ startsOn: '2024-02-01' }))).toEqual([]);
    expect(issues(await change({ id, expectedVersion: 2, startsOn: '2999-01-01' }))).toEqual(['OUT_OF_RANGE startsOn']);
    expect(issues(await step(studyImprovementCycle, { id, expectedVersion: 2 }))).toEqual(['OUT_OF_RANGE endsOn']);
    expect(issues(await step(studyImprovementCycle, { id, expectedVersion: 2, endsOn: '2024-03-01' }))).toEqual([]);
    expect(issues(await change({ id, expectedVersion: 3, endsOn: '2999-02-01' }))).toEqual(['OUT_OF_RANGE endsOn']);
  });

  it('have a stage and a decision that no command sets, and no result before there is one', async () => {
    const outcome = await plan({ stage: 'ACT', decision: 'ADOPT' });
    expect(issues(outcome).sort()).toEqual(['INVALID decision', 'INVALID stage']);
    expect(issues(await plan({ result: 'Six.' }))).toEqual(['INVALID result']);
  });

  it('follow one of the same ecosystem, once and for all', async () => {
    const first = await planned();
    const second = await planned({ previousCycleId: first });
    expect(issues(await change({ id: first, expectedVersion: 1, previousCycleId: second }))).toEqual([
      'INVALID previousCycleId',
    ]);
    expect(issues(await plan({ ecosystemId: elsewhere, previousCycleId: first }))).toEqual([
      'OTHER_ECOSYSTEM previousCycleId',
    ]);
    expect((await reading().learning.nextCycles(uuid(first), {})).rows).toMatchObject([{ id: uuid(second) }]);
  });

  it('are held to their stages by the database, whoever writes', async () => {
    const id = await planned();
    const raw = (set: ReturnType<typeof sql>) =>
      sql`update "improvement_cycle" set ${set} where "id" = ${uuid(id)}::uuid`.execute(database.kysely());
    await expect(raw(sql`"stage" = 'DO'`)).rejects.toThrow('improvement_cycle_started');
    const tried = sql`"prediction" = 'p', "starts_on" = '2024-02-01'`;
    await expect(raw(sql`"stage" = 'STUDY', ${tried}`)).rejects.toThrow('improvement_cycle_studied');
    await expect(raw(sql`"stage" = 'ACT', "ends_on" = '2024-03-01', "decision" = 'ADOPT', ${tried}`)).rejects.toThrow(
      'improvement_cycle_result',
    );
    await expect(raw(sql`"decision" = 'ADOPT'`)).rejects.toThrow('improvement_cycle_decided');
    await expect(raw(sql`"previous_cycle_id" = "id"`)).rejects.toThrow('improvement_cycle_follows_another');
  });

  it('are found by their stage, activity and indicator, each list by one statement', async () => {
    const activityId = await newActivity();
    const indicator = await made(
      'indicator',
      writer.create(indicatorDefinition, { ecosystemId, code: 'I1', name: 'Who comes back', level: 'PROGRAM' }),
    );
    const missing = encodeTypeId('indicator', newUuid());
    expect(issues(await plan({ indicatorIds: [indicator, missing] }))).toEqual(['NOT_FOUND indicatorIds.1']);
    const id = await planned({ activityId, indicatorIds: [indicator], prediction: 'Eight.', startsOn: '2024-02-01' });
    await planned();
    await made('improvement_cycle', step(startImprovementCycle, { id, expectedVersion: 1 }));
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
    writer = new Writer(database, operator);
  });

  beforeEach(beginning);

  afterAll(() => database.close());

  it('are taken up once by an activity and once at large', async () => {
    const practice = await describePractice({ originId: await newActivity() });
    const activityId = await newActivity({ title: 'A camp' });
    await made('practice_adoption', takeUp(practice, { activityId }));
    await made('practice_adoption', takeUp(practice));
    expect(issues(await takeUp(practice, { activityId }))).toEqual(['DUPLICATE activityId']);
    expect(issues(await takeUp(practice))).toEqual(['DUPLICATE practiceId']);
    await made('practice_adoption', takeUp(practice, { activityId: await newActivity({ title: 'Another' }) }));
  });

  it('are taken up by other ecosystems too, in activities of theirs', async () => {
    const practice = await describePractice();
    const here = await newActivity();
    await made('practice_adoption', takeUp(practice, { ecosystemId: elsewhere }));
    expect(issues(await takeUp(practice, { ecosystemId: elsewhere, activityId: here }))).toEqual([
      'OTHER_ECOSYSTEM activityId',
    ]);
    expect(issues(await takeUp(encodeTypeId('practice', newUuid())))).toEqual(['NOT_FOUND practiceId']);
    const { learning } = reading();
    expect((await learning.adoptionsIn(uuid(elsewhere), {})).rows).toMatchObject([{ practiceId: uuid(practice) }]);
    expect((await learning.adoptionsIn(uuid(ecosystemId), {})).rows).toEqual([]);
  });

  it('spread, for each viewer, as far as that viewer sees the adoptions', async () => {
    const practice = await describePractice();
    await made('practice_adoption', takeUp(practice, { adoptedOn: '2024-03-01', visibility: 'RESTRICTED' }));
    await made('practice_adoption', takeUp(practice, { ecosystemId: elsewhere, adoptedOn: '2025-03-01' }));
    const spread = async (viewer: typeof operator) =>
      unwrap(practiceSpread(await reading(viewer).learning.everyAdoptionOf(uuid(practice))));
    expect(await spread(operator)).toEqual([
      { on: '2024-03-01', activities: 0, ecosystems: 1 },
      { on: '2025-03-01', activities: 0, ecosystems: 2 },
    ]);
    expect(await spread(anonymous)).toEqual([{ on: '2025-03-01', activities: 0, ecosystems: 1 }]);
  });

  it('spread over the activities that the viewer sees', async () => {
    const practice = await describePractice();
    const spread = async (viewer: typeof operator) =>
      unwrap(practiceSpread(await reading(viewer).learning.everyAdoptionOf(uuid(practice))));
    const closed = await newActivity({ visibility: 'RESTRICTED' });
    await made('practice_adoption', takeUp(practice, { activityId: closed, adoptedOn: '2024-03-01' }));
    await made('practice_adoption', takeUp(practice, { activityId: await newActivity(), adoptedOn: '2025-03-01' }));
    expect(await spread(operator)).toEqual([
      { on: '2024-03-01', activities: 1, ecosystems: 1 },
      { on: '2025-03-01', activities: 2, ecosystems: 1 },
    ]);
    expect(await spread(anonymous)).toEqual([
      { on: '2024-03-01', activities: 0, ecosystems: 1 },
      { on: '2025-03-01', activities: 1, ecosystems: 1 },
    ]);
  });
});
