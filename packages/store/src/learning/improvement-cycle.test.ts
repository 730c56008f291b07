import { encodeTypeId, newUuid, type Outcome } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { indicatorDefinition } from '../indicator/index.ts';
import type { AnyTransition } from '../shared/transition.ts';
import type { Command } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { statementsOf } from '../testing/statements-of.ts';
import {
  decideImprovementCycle,
  improvementCycleDefinition,
  startImprovementCycle,
  studyImprovementCycle,
} from './cycle-writer.ts';
import { created, issues, LearningWorld, uuid } from './learning.fixture.ts';

const world = new LearningWorld();

const createCycle = (command: Command = {}) =>
  world.writer.create(improvementCycleDefinition, {
    ecosystemId: world.ecosystemId,
    aim: 'More come back.',
    ...command,
  });

const newCycle = (command: Command = {}) => created('improvement_cycle', createCycle(command));

const updateCycle = (command: Command) => world.writer.update(improvementCycleDefinition, command);

const transition = (definition: AnyTransition, command: Command) => world.writer.transition(definition, command);

describe.each(engines)('improvement cycles on %s', (engine) => {
  world.prepare(engine);

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
    expect(await world.reading().record('improvement_cycle', uuid(id))).toMatchObject({
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
    expect(issues(await createCycle({ ecosystemId: world.elsewhere, previousCycleId: first }))).toEqual([
      'OTHER_ECOSYSTEM previousCycleId',
    ]);
    expect((await world.reading().learning.nextCycles(uuid(first), {})).rows).toMatchObject([{ id: uuid(second) }]);
  });

  it('are checked by constraints of the database for each stage', async () => {
    const id = await newCycle();
    const raw = (set: ReturnType<typeof sql>) =>
      sql`update "improvement_cycle" set ${set} where "id" = ${uuid(id)}::uuid`.execute(world.database.kysely());
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
    const activityId = await world.newActivity();
    const indicator = await created(
      'indicator',
      world.writer.create(indicatorDefinition, {
        ecosystemId: world.ecosystemId,
        code: 'I1',
        name: 'Who comes back',
        level: 'PROGRAM',
      }),
    );
    const missing = encodeTypeId('indicator', newUuid());
    expect(issues(await createCycle({ indicatorIds: [indicator, missing] }))).toEqual(['NOT_FOUND indicatorIds.1']);
    const id = await newCycle({ activityId, indicatorIds: [indicator], prediction: 'Eight.', startsOn: '2024-02-01' });
    await newCycle();
    await created('improvement_cycle', transition(startImprovementCycle, { id, expectedVersion: 1 }));
    const { learning } = world.reading();
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all([
        ...[world.ecosystemId, world.elsewhere].map((each) =>
          learning.cycles(uuid(each), { page: {}, filter: { stage: 'DO' } }),
        ),
        learning.cyclesOf(uuid(activityId), {}),
        learning.cyclesWith(uuid(indicator), {}),
      ]),
    );
    expect(result.map(({ rows }) => rows.map((row) => row.id))).toEqual([[uuid(id)], [], [uuid(id)], [uuid(id)]]);
    expect(statements).toHaveLength(3);
  });
});
